/* SPDX-License-Identifier: MIT */
// The service of a port, by libc's own call, for Java has none.

import java.lang.invoke.MethodType;
import jdk.incubator.foreign.CLinker;
import jdk.incubator.foreign.FunctionDescriptor;
import jdk.incubator.foreign.MemoryAccess;
import jdk.incubator.foreign.MemoryAddress;
import jdk.incubator.foreign.ResourceScope;

class Port {
	public static void main(String[] words) throws Throwable {
		var getservbyport = CLinker.getInstance().downcallHandle(
			CLinker.systemLookup().lookup("getservbyport").get(),
			MethodType.methodType(MemoryAddress.class, int.class,
				MemoryAddress.class),
			FunctionDescriptor.of(CLinker.C_POINTER, CLinker.C_INT,
				CLinker.C_POINTER));
		int port = Short.toUnsignedInt(Short.reverseBytes((short)13782));
		var entry = (MemoryAddress)getservbyport.invokeExact(port,
			MemoryAddress.NULL);

		if (entry.equals(MemoryAddress.NULL)) {
			System.out.println("unknown");
			return;
		}
		/* The name is the first member of struct servent. */
		try (var scope = ResourceScope.newConfinedScope()) {
			var name = entry.asSegment(8, scope);

			System.out.println(CLinker.toJavaString(
				MemoryAccess.getAddress(name)));
		}
	}
}

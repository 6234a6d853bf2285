/* SPDX-License-Identifier: MIT */
// A service by name, as a program in Go asks for it.
package main

import (
	"fmt"
	"net"
)

func main() {
	fmt.Println(net.LookupPort("tcp", "bpcd"))
}

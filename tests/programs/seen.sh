# SPDX-License-Identifier: MIT
# The programs that see the registry, and what they say without it.
# After compare.sh, with listeners on 13782/tcp and 13400/udp.
# shellcheck shell=sh
# The commands are for another shell to read.
# shellcheck disable=SC2016

sees getent libc-bin 'getent services 13782' 'exit 2' 'bpcd 13782/tcp'
sees getent libc-bin 'getent services bpcd/tcp' 'exit 2' 'bpcd 13782/tcp'
sees getent libc-bin 'getent services 13400/udp' 'exit 2' 'doip-disc 13400/udp'
sees getent libc-bin "getent services | grep -c '^bpc'" 0 6

sees ss iproute2 'ss -ltu' 127.0.0.1:13782 127.0.0.1:bpcd
sees ss iproute2 "ss -lt 'sport = :bpcd'" 'does not look like a port' \
	127.0.0.1:bpcd
sees netstat net-tools 'netstat -ltu' localhost:13400 localhost:doip-disc
sees lsof lsof 'lsof -iTCP -iUDP' 'localhost:13782 (LISTEN)' \
	'localhost:bpcd (LISTEN)'

sees tcpdump tcpdump 'tcpdump -i lo udp' localhost.13400: localhost.doip-disc: \
	"'$programs/live' 13400"
sees tcpdump tcpdump 'tcpdump -r capture' localhost.13782: localhost.bpcd:
sees tcpdump tcpdump 'tcpdump -r capture port bpcd' "unknown port 'bpcd'" \
	localhost.bpcd:

chain='nft add table inet t; nft add chain inet t c; nft add rule inet t c'
drop='; nft flush ruleset'
sees nft nftables 'nft add rule inet t c tcp dport bpcd drop' \
	'Could not resolve service' 'tcp dport 13782 drop' \
	"$chain tcp dport bpcd drop; nft list ruleset$drop"
sees nft nftables 'nft -S list ruleset' 'tcp dport 13782 drop' \
	'tcp dport "bpcd" drop' \
	"$chain tcp dport 13782 drop; nft -S list ruleset$drop"
ports="sed -n 's/.*dport \(.*\) drop/\1/p'"
sees nft nftables 'nft -S list ruleset >f; nft flush ruleset; nft -f f' \
	'saved 13782, loaded 13782' 'saved "bpcd", loaded 13782' \
	"$chain tcp dport 13782 drop; nft -S list ruleset >f
	nft flush ruleset; nft -f f
	echo saved \$($ports f), loaded \$(nft list ruleset | $ports)$drop"
for iptables in iptables ip6tables; do
	sees $iptables iptables \
		"$iptables -A INPUT -p tcp --dport bpcd -j ACCEPT" \
		'invalid port/service' dpt:bpcd \
		"$iptables -A INPUT -p tcp --dport bpcd -j ACCEPT
		$iptables -L INPUT; $iptables -F"
	sees $iptables iptables "$iptables -L INPUT" dpt:13782 dpt:bpcd \
		"$iptables -A INPUT -p tcp --dport 13782 -j ACCEPT
		$iptables -L INPUT; $iptables -F"
done
sees ufw ufw 'ufw --dry-run allow bpcd' \
	"Could not find a profile matching 'bpcd'" 'allow any 13782'

sees nc.openbsd netcat-openbsd 'nc.openbsd -vz 127.0.0.1 13782' '[tcp/*]' \
	'[tcp/bpcd]'
sees nc.openbsd netcat-openbsd 'nc.openbsd -vz 127.0.0.1 bpcd' \
	'port number invalid' succeeded
sees socat socat \
	'socat -u OPEN:/dev/null TCP:127.0.0.1:bpcd && echo connected' \
	'Servname not supported' connected
sees bash bash \
	"bash -c 'exec 3<>/dev/tcp/127.0.0.1/bpcd && echo connected'" \
	'Servname not supported' connected
sees bash bash "bash -c 'compgen -A service bpcd'" 'exit 1' bpcd
sees ssh openssh-client 'ssh -G -p bpcd localhost' "Bad port 'bpcd'" \
	'port 13782'
sees logger bsdutils 'logger -n 127.0.0.1 -P doip-disc -d hello' \
	'failed to resolve name' ''

sees rsyslogd rsyslog 'input(type="imtcp" port="vopied")' \
	'Could not create tcp listener' 'one two three' \
	"'$programs/logs' vopied 13783"
sees xinetd xinetd 'service vopied { ... }' \
	"can't find service: vopied" 'one two three' "'$programs/serves' vopied 13783"

sees python3 python3-minimal \
	"python3 -c 'import socket; print(socket.getservbyport(16003, \"udp\"))'" \
	'port/proto not found' alfin
sees perl perl-base "perl -e 'print scalar getservbyport(13782, \"tcp\")'" \
	'' bpcd
sees ruby ruby "ruby -rsocket -e 'puts Socket.getservbyport(13782)'" \
	'no such service for port 13782/tcp' bpcd
sees php php-cli "php -r 'var_dump(getservbyport(13782, \"tcp\"));'" \
	'bool(false)' 'string(4) "bpcd"'

sees gcc libc6 'getaddrinfo("127.0.0.1", "bpcd", ...) in C' \
	'Servname not supported' 13782 \
	"gcc -o port '$programs/port.c' && ./port"
sees gcc libc6 'getnameinfo(... 13400 ... NI_DGRAM) in C' 13400 doip-disc ./port
sees go golang-go 'net.LookupPort("tcp", "bpcd") with GODEBUG=netdns=cgo' \
	'lookup tcp/bpcd:' 13782 \
	"GO111MODULE=off CGO_ENABLED=1 go build -o port-cgo '$programs/port.go' &&
	GODEBUG=netdns=cgo ./port-cgo"
# The call of other libraries is not yet final in the Java that has it so, and
# not there for every processor.
if java --list-modules 2>/dev/null | grep -q jdk.incubator.foreign &&
	java -XshowSettings:properties -version 2>&1 |
	grep -Eq 'os.arch = (amd64|aarch64)'; then
	sees java openjdk-17-jre-headless 'libc getservbyport(13782) by CLinker' \
		unknown bpcd "java --add-modules jdk.incubator.foreign \
		--enable-native-access=ALL-UNNAMED '$programs/Port.java'"
else
	skip "java: libc's getservbyport" "no Java 17 of amd64 or arm64 is installed"
fi

# SPDX-License-Identifier: MIT
# The programs that have tables of their own, and the export that serves them.
# After compare.sh, with a listener on 13782/tcp.
# shellcheck shell=sh
# The commands are for another shell to read.
# shellcheck disable=SC2016

export='ianaports export --format services'
pairs="$export | awk '{ print \$1, \$2 }'"

misses curl curl 'curl http://127.0.0.1:bpcd/' 'curl: (3) URL' \
	'' ''
misses go golang-go 'net.LookupPort("tcp", "bpcd") in a static program' \
	'unknown port' "$export >>/etc/services; ./port-static" 13782 \
	"GO111MODULE=off CGO_ENABLED=0 go build -o port-static '$programs/port.go' &&
	./port-static"
misses musl-gcc musl 'getaddrinfo("127.0.0.1", "bpcd", ...) with musl' \
	'Unrecognized service' "$export >>/etc/services; ./port-musl" 13782 \
	"musl-gcc -static -o port-musl '$programs/port.c' && ./port-musl"
misses nmap nmap 'nmap -p 13782 127.0.0.1' '13782/tcp open netbackup' \
	"$pairs >nmap-services; nmap --datadir . -p 13782 127.0.0.1" \
	'13782/tcp open bpcd'
mkdir -p "$HOME/.config/wireshark"
misses tshark tshark 'tshark -N t -r capture' '50000 → 57000 [SYN]' \
	"$export --merge /etc/services >~/.config/wireshark/services; tshark -N t -r capture" \
	'50000 → dircproxy(57000) [SYN]'
printf '[Socket]\nListenStream=%s\n' bpcd >"$work/bpcd.socket"
printf '[Service]\nExecStart=/bin/true\n' >"$work/bpcd.service"
misses systemd-analyze systemd 'ListenStream=bpcd in a socket unit' \
	'Failed to parse address value' \
	"$export | awk '\$1 == \"bpcd\" { print \"ListenStream=\" \$2 + 0; exit }'" \
	ListenStream=13782 'systemd-analyze verify ./bpcd.socket'

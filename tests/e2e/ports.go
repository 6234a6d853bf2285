/* SPDX-License-Identifier: MIT */
// Prints the ports that Go finds for the names on standard input, with tcp
// and udp: "name/tcp: 22", or "-" for none.
package main

import (
	"bufio"
	"fmt"
	"net"
	"os"
)

func main() {
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	names := bufio.NewScanner(os.Stdin)
	for names.Scan() {
		for _, network := range []string{"tcp", "udp"} {
			answer := "-"
			port, err := net.LookupPort(network, names.Text())
			if err == nil {
				answer = fmt.Sprint(port)
			}
			fmt.Fprintf(out, "%s/%s: %s\n", names.Text(), network, answer)
		}
	}
}

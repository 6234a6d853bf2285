# SPDX-License-Identifier: MIT
# A web server of the test's own, nginx, on this machine's loopback and two free
# ports, that serves $www and some trouble.  After lib.sh.
# shellcheck shell=sh

# shellcheck disable=SC2154
www=$scratch/www
folder=$scratch/folder
db=$folder/services.mdb
served=$www/registry.xml
# No proxy between us and this machine.
unset http_proxy https_proxy HTTPS_PROXY all_proxy ALL_PROXY no_proxy NO_PROXY
# As nobody, an update by root has to get at it.
chmod 755 "$scratch"
mkdir "$www"

# Installed, or fetched alone (packaging/deps), since it would start.
find_nginx() {
	nginx=$(PATH=$PATH:/usr/sbin command -v nginx) && return
	for deb in /var/cache/apt/archives/nginx_*.deb; do
		[ -r "$deb" ] && dpkg-deb -x "$deb" "$scratch/nginx"
	done
	nginx=$scratch/nginx/usr/sbin/nginx
	[ -x "$nginx" ]
}

# Two ports that nobody listens on.
free_ports() {
	python3 -c '
import socket
sockets = [socket.socket() for i in range(2)]
for s in sockets: s.bind(("127.0.0.1", 0))
print(*[s.getsockname()[1] for s in sockets])'
}

make_certificate() {
	openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost \
		-addext subjectAltName=DNS:localhost \
		-keyout "$scratch/key.pem" -out "$scratch/cert.pem" \
		>/dev/null 2>&1
}

configure() {
	cat >"$scratch/nginx.conf" <<END
daemon off;
master_process off;
pid $scratch/nginx.pid;
error_log $scratch/nginx.errors;
events {}
http {
	log_format seen escape=none '\$uri \$status match=\$http_if_none_match '
		'since=\$http_if_modified_since agent=\$http_user_agent '
		'accept=\$http_accept_encoding encoding=\$sent_http_content_encoding '
		'sent=\$body_bytes_sent';
	access_log $scratch/seen seen;
	client_body_temp_path $scratch/temp;
	proxy_temp_path $scratch/temp;
	fastcgi_temp_path $scratch/temp;
	uwsgi_temp_path $scratch/temp;
	scgi_temp_path $scratch/temp;
	default_type application/xml;
	server {
		listen 127.0.0.1:$plain;
		listen 127.0.0.1:$secure ssl;
		ssl_certificate $scratch/cert.pem;
		ssl_certificate_key $scratch/key.pem;
		root $www;
		location = /broken { return 500; }
		location = /forbidden { return 403; }
		location = /busy {
			add_header Retry-After 7200 always;
			return 503;
		}
		location = /down { return 302 http://localhost:$plain/registry.xml; }
		location = /up { return 302 https://localhost:$secure/registry.xml; }
		location = /local { return 302 file://$served; }
		location = /loop { return 302 https://localhost:$secure/loop; }
		location = /slow {
			# As soon as the head is out.
			limit_rate_after 500;
			limit_rate 1;
			alias $www/slow.xml;
		}
		location = /gzip { gzip on; gzip_types *; alias $served; }
		location = /bomb { gzip on; gzip_types *; alias $www/big; }
		location = /mirror.xml {
			types {}
			default_type application/xml;
			alias $folder/registry.current;
			gzip on;
			gzip_types application/xml;
		}
		location = /marked {
			etag off;
			add_header ETag '"two"';
			alias $served;
		}
	}
}
END
}

is_up() {
	kill -0 "$server" &&
		curl -s -o /dev/null "http://127.0.0.1:$plain/registry.xml"
}

# Why there can be no server on this machine; nothing where there can.
why_no_server() {
	if "$can" loopback exec openssl curl && ! find_nginx; then
		echo "nginx is not installed"
	fi
}

# To be called first: the server runs, or the script is skipped.
need_server() {
	reason=$(why_no_server)
	[ -z "$reason" ] || skip_all "$reason"
	find_nginx && start_server && make_databases || exit 3
}

start_server() {
	make_certificate || return
	# shellcheck disable=SC2046
	set -- $(free_ports)
	plain=$1 secure=$2
	configure
	"$nginx" -p "$scratch" -c "$scratch/nginx.conf" \
		2>"$scratch/nginx.said" &
	server=$!
	trap 'kill $server; rm -rf "$scratch"' EXIT
	for i in $(seq 50); do
		is_up && break
		sleep 0.1
	done
	http=http://localhost:$plain
	https=https://localhost:$secure
	is_up
}

# The made-up registry with the services that no registry is without.
make_registry() {
	sed '0,/<name>whois++/s|^    <name>whois++|    <name>domain</name>\
    <protocol>tcp</protocol>\
    <description>Domain Name Server</description>\
    <number>53</number>\
  </record>\
  <record>\
&|' tests/golden/sample.xml
}

make_registry >"$scratch/first.xml"
# A day later: one service more, one less, one with another description.
sed 's/2025-01-02/2025-02-03/
	s/The Secure Shell (SSH) Protocol/Secure Shell/' "$scratch/first.xml" |
	awk '/<\/registry>/ { exit }
		/<record/ { held = ""; holding = 1 }
		holding { held = held $0 "\n" }
		!holding { print }
		/<\/record>/ {
			holding = 0
			if (held !~ />umlaut</) printf "%s", held
			if (held ~ />domain</) {
				sub(/tcp/, "udp", held)
				printf "%s", held
			}
		}
		END { print "</registry>" }' >"$scratch/second.xml"

# Not what is served: that changes while a slow one goes on.
cp "$scratch/second.xml" "$www/slow.xml"

# begin: the first registry is active, imported by hand; nothing was fetched;
# the second one is served.
begin() {
	rm -rf "$folder"
	mkdir "$folder" &&
		cp "$scratch/old" "$db" && chmod 644 "$db" &&
		serve second
}

# files: what is in the folder of the database.
files() {
	find "$folder" -mindepth 1 -printf '%f\n' | sort | tr '\n' ' ' |
		sed 's/ $//'
}

# serve NAME: $scratch/NAME.xml, with a time of its own.
serve() {
	served_time=$((${served_time:-1735689600} + 10))
	cp "$scratch/$1.xml" "$www/.new" &&
		touch -d "@$served_time" "$www/.new" &&
		mv "$www/.new" "$served"
}

update() {
	"$IANAPORTS" update -o "$db" "$@"
}

# in_force DATABASE: with its mode, and sound.
in_force() {
	cmp "$db" "$1" && equal 644 "$(stat -c %a "$db")" &&
		"$IANAPORTS" verify --db "$db"
}

# says CODE OUT ERR COMMAND ...: ends so, and writes just that.
says() {
	code=$1 out=$2 err=$3
	shift 3
	"$@" >"$scratch/out" 2>"$scratch/err"
	equal "exit $code" "exit $?"
	same=$?
	# However long it took.
	equal "$err" "$(sed 's/ after [0-9]* ms/ after N ms/' "$scratch/err")" &&
		equal "$out" "$(cat "$scratch/out")" && return "$same"
}

# stays CODE LINE COMMAND ...: it fails, the first registry stays the active one, and
# nothing is kept.
stays() {
	code=$1 line=$2
	shift 2
	says "$code" "" "$line" "$@" && in_force "$scratch/old" &&
		equal "" "$(ls -A "$folder" |
			grep -vx 'services.mdb\|registry.state')"
}

# fails CODE LINE COMMAND ...: the same, from the beginning.
fails() {
	begin && stays "$@"
}

# curl_says URL: what is wrong in the words of this version's libcurl.
curl_says() {
	curl -sS -o /dev/null "$1" 2>&1 |
		sed 's/^curl: ([0-9]*) //; s/ after [0-9]* ms/ after N ms/; q'
}

# unreached PATH REASON OPTION ...: over http.
unreached() {
	path=$1 reason=$2
	shift 2
	fails 4 "ianaports: $http$path: $reason" update --url "$http$path" "$@"
}

# takes LINE COMMAND ...: the new registry comes into force.
takes() {
	line=$1
	shift
	says 0 "$line" "" "$@" && in_force "$scratch/new"
}

# last: what the server saw of the last request.
last() {
	tail -n 1 "$scratch/seen"
}

make_databases() {
	for name in first second; do
		"$IANAPORTS" import -q --no-local -o "$scratch/$name.mdb" \
			"$scratch/$name.xml" || return
	done
	mv "$scratch/first.mdb" "$scratch/old"
	mv "$scratch/second.mdb" "$scratch/new"
}

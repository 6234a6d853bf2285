# SPDX-License-Identifier: MIT
# Completion of ianaports for fish: verbs, options, what they take, and service
# names from the database.  Verbs and options come from the command's own help.

# The words before the cursor, the command and values of --db left out.
function __ianaports_before
    set -l skip 1
    for word in (commandline -opc)
        if test $skip = 1
            set skip 0
        else
            string match -q -- --db $word; and set skip 1
            echo -- $word
        end
    end
end

function __ianaports_verb
    __ianaports_before | string match -v -- '-*' | head -n 1
end

function __ianaports_is
    contains -- "$(__ianaports_verb)" $argv
end

function __ianaports_names
    set -l words (commandline -opc)
    set -l database
    if set -l at (contains -i -- --db $words)
        set database --db $words[(math $at + 1)]
    end
    ianaports list --names $database 2>/dev/null
end

function __ianaports_transports
    set -l name (string replace -r '/[^/]*$' '' -- (commandline -ct))
    printf '%s\n' $name/tcp $name/udp $name/sctp $name/dccp
end

function __ianaports_options
    ianaports (__ianaports_verb) --help 2>/dev/null |
        string match -ra -- '--[[:lower:]][[:lower:]-]*' | sort -u
end

function __ianaports_columns
    ianaports (__ianaports_verb) --help |
        sed -n '/--output=/,/--noheadings/{s/.*COLUMNS//;p;}' |
        string match -ra '[A-Z]{2,}'
end

function __ianaports_verbs
    ianaports --help |
        string replace -rf '^  ([[:lower:]]+) +([[:lower:]].*)$' '$1\t$2'
end

complete -c ianaports -n '__ianaports_is show search list free map status help ""' -f
complete -c ianaports -n '__ianaports_is "" help' -a '(__ianaports_verbs)'
complete -c ianaports -l color -x -a 'auto always never'
complete -c ianaports -n '__ianaports_is show search list' \
    -a '(__ianaports_names)'
complete -c ianaports \
    -n '__ianaports_is show search list; and string match -q "*/*" (commandline -ct)' \
    -a '(__ianaports_transports)'
complete -c ianaports -n 'string match -q -- "-*" (commandline -ct)' \
    -a '(__ianaports_options)'
complete -c ianaports -l db -r -F
complete -c ianaports -n '__ianaports_is enable disable' -l conf -r -F
complete -c ianaports -n '__ianaports_is search list free map' -s t -l transport -x \
    -a 'tcp udp sctp dccp'
complete -c ianaports -n '__ianaports_is list' -s s -l state -x \
    -a 'assigned unassigned reserved'
complete -c ianaports -n '__ianaports_is diff' -l only -x \
    -a '(__fish_append , added removed renamed moved changed)'
complete -c ianaports -n '__ianaports_is list search free diff audit' \
    -s o -l output -x -a '(__fish_append , (__ianaports_columns))'
complete -c ianaports -n '__ianaports_is import' -l format -x \
    -a 'csv xml xhtml text services'
complete -c ianaports -n '__ianaports_is update' -f
complete -c ianaports -n '__ianaports_is update' -l url -x \
    -a 'https:// file:///'
complete -c ianaports -n '__ianaports_is update' -l cacert -r -F
complete -c ianaports -n '__ianaports_is import update' -l root -x \
    -a '(__fish_complete_directories)'
complete -c ianaports -n '__ianaports_is export' -l format -x \
    -a 'services csv json'

# Keeps a PostgreSQL server of its own in a new temporary folder, as long as its standard input is open: however the program that started this ends, the server is stopped and
# the folder removed. Arguments: the folder of PostgreSQL's programs, the port.
# Answers "ready <folder>" or "failed <why>"; then takes the commands stop, crash and start, one a line, and answers each with "done" or "failed <why>".
bin=$1
port=$2

# The terminal's interrupt is for the program that started this; what it closes then ends this.
trap '' INT HUP TERM

folder=$(mktemp -d "${TMPDIR:-/tmp}/isc-postgresql-XXXXXX") || { echo "failed no temporary folder"; exit 1; }
data=$folder/data
log=$folder/server.log

end() {
    "$bin/pg_ctl" -D "$data" -m immediate -w stop >/dev/null 2>&1
    rm -rf "$folder"
}
trap end EXIT

# What the log says, in one line.
failed() { echo "failed $(tail -n 5 "$log" | tr '\n' ' ')"; }

start() {
    "$bin/pg_ctl" -D "$data" -l "$log" -w -t 60 start >/dev/null 2>>"$log" </dev/null
}

"$bin/initdb" -D "$data" -U postgres -A trust -E UTF8 --locale=C --no-sync --no-instructions >"$log" 2>&1 || { failed; exit 1; }
cat >>"$data/postgresql.conf" <<END
listen_addresses = '127.0.0.1'
port = $port
unix_socket_directories = '$folder'
max_connections = 300
fsync = off
full_page_writes = off
synchronous_commit = on
jit = off
END
# A user who needs a password, to see how a wrong one is told. The first line that fits counts.
printf 'host all with_password 127.0.0.1/32 scram-sha-256\n' | cat - "$data/pg_hba.conf" >"$data/pg_hba.new" && mv "$data/pg_hba.new" "$data/pg_hba.conf"
start || { failed; exit 1; }
echo "ready $folder"

while read -r command; do
    case $command in
        stop) "$bin/pg_ctl" -D "$data" -m fast -w stop >/dev/null 2>>"$log" && echo done || failed ;;
        crash) "$bin/pg_ctl" -D "$data" -m immediate -w stop >/dev/null 2>>"$log" && echo done || failed ;;
        start) start && echo done || failed ;;
        *) echo "failed unknown command $command" ;;
    esac
done

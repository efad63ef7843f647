# Runs a program for as long as whoever started this holds the other end of its standard input.
#
# That end closes when the app ends, however it ends: a signal to the app alone, or to a thread of it,
# would not tell. All of this is one process group, which is what is ended here and from outside.
exec 3<&0 </dev/null
"$@" 3<&- &
program=$!
asked=
(
    trap '' TERM
    read -r _ <&3
    kill -TERM 0
    sleep 5
    kill -KILL 0
) >/dev/null 2>&1 &
watching=$!
# What this shell itself would say is not the program's.
exec 3<&- >/dev/null 2>&1
# The program gets the signal itself; what is left to do is to wait for it and say how it ended.
trap 'asked=yes' TERM
while :; do
    wait "$program"
    status=$?
    kill -0 "$program" || break
done
# Who asked may be gone, and something that the program started may have missed it.
[ -z "$asked" ] || kill -KILL 0
kill -KILL "$watching"
wait "$watching"
exit "$status"

# Runs a program for as long as whoever started this holds the other end of its standard input.
#
# That end closes when the app ends, however it ends: a signal to the app alone, or to a thread of it,
# would not tell. All of this is one process group, which is what is ended here and from outside.
exec 3<&0 </dev/null
"$@" 3<&- &
program=$!
(
    trap '' TERM
    read -r _ <&3
    kill -TERM 0
    sleep 5
    kill -KILL 0
) >/dev/null 2>&1 &
watching=$!
exec 3<&-
# The program gets the signal itself; what is left to do is to wait for it and say how it ended.
trap : TERM
while :; do
    wait "$program"
    status=$?
    kill -0 "$program" 2>/dev/null || break
done
kill -KILL "$watching" 2>/dev/null
exit "$status"

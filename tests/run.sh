#!/usr/bin/env bash
# Runs every suite, prints a table with times, ends with "N passed, N failed" and its exit status.
# A suite is a row below: name, command. It counts as many cases as its last line "N passed, N
# failed" says, else as one. A suite whose program is not there counts as failed, never as passed.
# usage: tests/run.sh [NAME ...]     (all when none is named; logs in build/check)
cd "$(dirname "$0")/.." || exit 2
out=build/check
mkdir -p "$out"
rm -f "$out"/*.log

suites='
arrows       tests/arrows/run
unit         tests/unit/run build
unit-asan    tests/unit/run build/asan address,undefined
unit-tsan    tests/unit/run build/tsan thread http book web
requests     tests/sanitized build/asan address,undefined tests/requests/run
live-tsan    tests/sanitized build/tsan thread tests/load/live
stage        tests/stage/run
verbs        tests/verbs/run
flow         python3 tests/flow/session.py
people       python3 tests/flow/people.py
desk         python3 tests/flow/events.py
no-phone     python3 tests/flow/no_phone.py
settings     python3 tests/flow/settings.py
typed        python3 tests/flow/typed.py
prints       python3 tests/print/codes.py
nasty        python3 tests/print/nasty.py
paper        python3 tests/flow/paper.py
fuzz         tests/fuzz/run
strangers    tests/sanitized build/asan address,undefined python3 tests/flow/strangers.py
whole-way    python3 tests/flow/office.py
roles        python3 tests/flow/roles.py
race         python3 tests/flow/race.py
full-disk    python3 tests/flow/disk.py
trace        python3 tests/flow/trace.py
secrecy      tests/secrecy/run
crash        tests/crash/run
replay       tests/replay/run
print        tests/print/run
formats      tests/print/formats
office       tests/print/office
browser      tests/browser/run
'
passed=0 failed=0 begun=$SECONDS
printf '%-12s %8s %8s %7s\n' suite passed failed time
while read -r name command; do
    [ -n "$name" ] || continue
    [ $# = 0 ] || [[ " $* " == *" $name "* ]] || continue
    start=$(date +%s.%N)
    log=$out/$name.log p=0 f=0 note=
    program=$(grep -o 'tests/[^ ]*' <<<"$command" | tail -1)
    if [ -f "$program" ]; then
        # shellcheck disable=SC2086
        $command >"$log" 2>&1 </dev/null
        status=$?
        read -r p f < <(sed -n 's/^\([0-9]*\) passed, \([0-9]*\) failed$/\1 \2/p' "$log" | tail -1)
        [ -n "$p" ] || { p=$((status == 0)); f=$((status != 0)); }
        [ $status = 0 ] || [ "$f" != 0 ] || f=1
    else
        f=1 note="  missing: $program"
    fi
    [ "$f" = 0 ] || [ -n "$note" ] || note="  see $log"
    printf '%-12s %8d %8d %6.1fs%s\n' "$name" "$p" "$f" \
        "$(awk "BEGIN { print $(date +%s.%N) - $start }")" "$note"
    passed=$((passed + p)) failed=$((failed + f))
done <<<"$suites"
[ "$failed" = 0 ] || for log in "$out"/*.log; do
    grep -lE '^(FAILED|FAIL:|not ok)' "$log" >/dev/null && { echo "--- $log"; grep -E '^(FAILED|FAIL:|not ok)' "$log" | head -20; }
done
echo "time: $((SECONDS - begun)) s"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]

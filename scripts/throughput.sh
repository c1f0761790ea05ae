#!/usr/bin/env bash
# Compares `add` with the engine alone (`read --format jsonl`) on the same articles: articles a second of both, their
# ratio, size of the record, peak memory. The articles are cut into parts and the two take turns, part by part and in
# changing order, so that whatever else the machine does falls on both. Each part is a pair of its own: the ratio is
# given of all seconds together, and as the median and quartiles of the pairs.
#
#   scripts/throughput.sh [ARTICLES=10000] [THREADS=2] [PARTS=10]
#
# RAPPORTEUR and RECOMBINE name other binaries than those of a release build; what is left behind goes to WORK, a new
# folder under TMPDIR unless given, which is removed only in the former case.
set -euo pipefail
cd "$(dirname "$0")/.."

articles=${1:-10000}
threads=${2:-2}
parts=${3:-10}
built=${CARGO_TARGET_DIR:-target}/release
if [ -z "${RAPPORTEUR:-}" ] || [ -z "${RECOMBINE:-}" ]; then
    cargo build --release --bin rapporteur --example recombine
fi
rapporteur=${RAPPORTEUR:-$built/rapporteur}
recombine=${RECOMBINE:-$built/examples/recombine}

if [ -z "${WORK:-}" ]; then
    WORK=$(mktemp -d)
    trap 'rm -rf "$WORK"' EXIT
fi
mkdir -p "$WORK/case" "$WORK/parts"
cp examples/harbour/case.toml "$WORK/case/"
"$recombine" "$articles" > "$WORK/articles.jsonl"
per_part=$(((articles + parts - 1) / parts))
split -l "$per_part" --additional-suffix=.jsonl "$WORK/articles.jsonl" "$WORK/parts/part-"

# Runs a command with its output thrown away; prints its seconds and its peak memory in kB (0 where nothing tells it).
measured() {
    if [ -x /usr/bin/time ]; then
        /usr/bin/time -o "$WORK/time" -f '%e %M' "$@" > "$WORK/out"
        cat "$WORK/time"
    elif command -v python3 > /dev/null; then
        python3 - "$WORK/out" "$@" << 'PYTHON'
import resource, subprocess, sys, time
begun = time.monotonic()
with open(sys.argv[1], "w") as out:
    subprocess.run(sys.argv[2:], stdout=out, check=True)
spent = time.monotonic() - begun
print(f"{spent:.2f} {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss}")
PYTHON
    else
        local begun ended
        begun=$(date +%s.%N)
        "$@" > "$WORK/out"
        ended=$(date +%s.%N)
        awk -v a="$begun" -v b="$ended" 'BEGIN { printf "%.2f 0\n", b - a }'
    fi
}

turn=0
for part in "$WORK"/parts/part-*.jsonl; do
    turn=$((turn + 1))
    alone=(measured "$rapporteur" read --threads "$threads" --format jsonl "$part")
    kept=(measured "$rapporteur" add --threads "$threads" --case "$WORK/case" "$part")
    if [ $((turn % 2)) -eq 1 ]; then
        engine=$("${alone[@]}")
        add=$("${kept[@]}")
    else
        add=$("${kept[@]}")
        engine=$("${alone[@]}")
    fi
    count=$(wc -l < "$part")
    echo "$count $engine $add"
    echo "part $turn: $count articles, engine ${engine% *} s, add ${add% *} s" >&2
done > "$WORK/seconds"

size=$(cat "$WORK"/case/record.db* | wc -c)
ratios=$(awk '{ printf "%.1f\n", 100 * $2 / $4 }' "$WORK/seconds" | sort -n)
awk -v size="$size" -v threads="$threads" -v ratios="$ratios" '
    { n += $1; engine += $2; add += $4 }
    $3 > engine_peak { engine_peak = $3 }
    $5 > add_peak { add_peak = $5 }
    # The value below which this share of the pairs lies.
    function quantile(share, pairs, of,    at) {
        at = int(share * (pairs - 1) + 0.5) + 1
        return of[at]
    }
    END {
        printf "%-8s%10s%12s%12s%12s\n", "", "articles", "seconds", "articles/s", "peak MB"
        printf "%-8s%10d%12.1f%12.2f%12.0f\n", "engine", n, engine, n / engine, engine_peak / 1024
        printf "%-8s%10d%12.1f%12.2f%12.0f\n", "add", n, add, n / add, add_peak / 1024
        printf "add runs at %.1f %% of the engine alone (%d threads)\n", 100 * engine / add, threads
        pairs = split(ratios, of, "\n")
        printf "%d pairs: median %.1f %%, quartiles %.1f and %.1f, least %.1f, most %.1f\n", pairs, \
            quantile(0.5, pairs, of), quantile(0.25, pairs, of), quantile(0.75, pairs, of), of[1], of[pairs]
        printf "record: %.1f MB, %.1f kB an article\n", size / 1e6, size / 1e3 / n
    }' "$WORK/seconds"

/**
 * Metrics in the Prometheus text format (0.0.4): counters, gauges read when asked, histograms.
 * Recording is a few additions on plain numbers, since every request does it.
 */

export interface Counter {
  add(amount?: number): void;
}

export interface Histogram {
  observe(value: number): void;
}

export type Labels = Readonly<Record<string, string>>;

/** Series per metric; labels come from routes and states, so more would be a bug. */
const seriesMax = 5_000;

interface Series {
  lines(name: string): readonly string[];
}

interface Family {
  readonly help: string;
  readonly type: 'counter' | 'gauge' | 'histogram';
  readonly series: Map<string, Series>;
}

export class Metrics {
  readonly #families = new Map<string, Family>();

  counter(name: string, help: string, labels: Labels = {}): Counter {
    let total = 0;
    const made = {
      add: (amount = 1) => {
        total += amount;
      },
      lines: (series: string) => [`${series} ${total}`],
    };
    return this.#series(name, help, 'counter', labels, made);
  }

  /** A value that is asked for when the metrics are read. */
  gauge(name: string, help: string, read: () => number, labels: Labels = {}): void {
    this.#series(name, help, 'gauge', labels, {
      lines: (series: string) => [`${series} ${read()}`],
    });
  }

  /** `bounds` are the buckets' upper ends, rising; infinity is added. */
  histogram(name: string, help: string, bounds: readonly number[], labels: Labels = {}): Histogram {
    const counts = new Float64Array(bounds.length + 1);
    let sum = 0;
    const made = {
      observe(value: number) {
        sum += value;
        let bucket = 0;
        while (bucket < bounds.length && value > (bounds[bucket] as number)) bucket += 1;
        counts[bucket] = (counts[bucket] as number) + 1;
      },
      lines() {
        let cumulated = 0;
        const lines = [...bounds.map(String), '+Inf'].map((bound, index) => {
          cumulated += counts[index] as number;
          return `${name}_bucket${labelText({ ...labels, le: bound })} ${cumulated}`;
        });
        const text = labelText(labels);
        return [...lines, `${name}_sum${text} ${sum}`, `${name}_count${text} ${cumulated}`];
      },
    };
    return this.#series(name, help, 'histogram', labels, made);
  }

  /** All metrics as text. */
  text(): string {
    const lines: string[] = [];
    for (const [name, { help, type, series }] of this.#families) {
      lines.push(`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`);
      for (const [labels, one] of series) lines.push(...one.lines(`${name}${labels}`));
    }
    return `${lines.join('\n')}\n`;
  }

  /** The series with these labels: the one made before, or this one. */
  #series<S extends Series>(
    name: string,
    help: string,
    type: Family['type'],
    labels: Labels,
    made: S,
  ): S {
    const family = this.#families.get(name) ?? { help, type, series: new Map<string, Series>() };
    this.#families.set(name, family);
    if (family.type !== type) throw new Error(`the metric ${name} is a ${family.type}`);
    const key = labelText(labels);
    const known = family.series.get(key);
    if (known !== undefined) return known as S;
    if (family.series.size >= seriesMax) throw new Error(`the metric ${name} has too many series`);
    family.series.set(key, made);
    return made;
  }
}

function labelText(labels: Labels): string {
  const parts = Object.entries(labels).map(([key, value]) => {
    const escaped = value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
    return `${key}="${escaped}"`;
  });
  return parts.length === 0 ? '' : `{${parts.join(',')}}`;
}

/** The Prometheus text: counters, gauges, histograms, labels. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Metrics } from './metrics.ts';

test('metrics are text that Prometheus reads', () => {
  const metrics = new Metrics();
  metrics.counter('hits_total', 'Hits.', { route: '/a"b\\' }).add(2);
  metrics.counter('hits_total', 'Hits.', { route: '/c' }).add();
  metrics.gauge('level', 'Level.', () => 0.5);
  const seconds = metrics.histogram('took_seconds', 'Took.', [0.1, 1]);
  for (const value of [0.05, 0.1, 0.5, 3]) seconds.observe(value);
  assert.equal(
    metrics.text(),
    `# HELP hits_total Hits.
# TYPE hits_total counter
hits_total{route="/a\\"b\\\\"} 2
hits_total{route="/c"} 1
# HELP level Level.
# TYPE level gauge
level 0.5
# HELP took_seconds Took.
# TYPE took_seconds histogram
took_seconds_bucket{le="0.1"} 2
took_seconds_bucket{le="1"} 3
took_seconds_bucket{le="+Inf"} 4
took_seconds_sum 3.65
took_seconds_count 4
`,
  );
});

test('the same series is the same counter, another type is a mistake', () => {
  const metrics = new Metrics();
  metrics.counter('n_total', 'N.').add();
  metrics.counter('n_total', 'N.').add();
  assert.match(metrics.text(), /^n_total 2$/m);
  assert.throws(() => metrics.gauge('n_total', 'N.', () => 1), /is a counter/);
});

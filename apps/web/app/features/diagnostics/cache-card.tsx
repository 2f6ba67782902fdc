import type { DiagnosedCache } from '@hawker/api';
import { CircleCheck, TriangleAlert } from 'lucide-react';
import { countOf, formatCount } from '../../components/number.tsx';
import { Card } from '../../components/page.tsx';
import { Pill } from '../../components/status-pill.tsx';
import type { StatusLook } from '../../components/statuses.ts';
import { describeBytes } from './diagnostics-words.ts';

const looks: Readonly<Record<DiagnosedCache['status'], StatusLook>> = {
  ok: { word: 'In order', icon: CircleCheck, hue: 'good' },
  degraded: { word: 'Degraded', icon: TriangleAlert, hue: 'caution' },
};

/** Where answers are kept, and whether that works. */
export function CacheCard({ cache }: { cache: DiagnosedCache }) {
  const isRedis = cache.store === 'redis';
  const facts: ReadonlyArray<readonly [string, string]> = [
    ['Answers are kept in', isRedis ? 'Redis, for all processes' : 'The memory of this process'],
    [isRedis ? 'Copies in this process' : 'Kept now', countOf(cache.entries, 'answer')],
    ...(cache.sizeBytes > 0 ? [['Size', describeBytes(cache.sizeBytes)] as const] : []),
    ['Changes told to it', formatCount(cache.changesTold)],
    ...(isRedis ? redisFacts(cache) : []),
  ];
  return (
    <Card title="Cache" aside={<Pill look={looks[cache.status]} />}>
      {cache.status === 'degraded' ? <p className="mb-3 text-sm">{troubleOf(cache)}</p> : null}
      <dl className="grid grid-cols-2 gap-x-6 gap-y-3 text-sm md:grid-cols-4">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt className="text-ink-muted text-xs">{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

function redisFacts(cache: DiagnosedCache): [string, string][] {
  return [
    ['Waiting for Redis to confirm', cache.pendingTags === 0 ? 'None' : countOf(cache.pendingTags, 'kind', 'kinds')],
    ['Changes not confirmed at once', formatCount(cache.changesFailed)],
    ['Failures', formatCount(cache.storeErrors)],
    ['Of these, too slow', formatCount(cache.timeouts)],
    ['Asked at this moment', breakerWords[cache.breaker]],
  ];
}

const breakerWords: Readonly<Record<DiagnosedCache['breaker'], string>> = {
  closed: 'Yes',
  open: 'No, it failed too often',
  'half-open': 'Being tried',
};

function troubleOf({ pendingTags, breaker }: DiagnosedCache): string {
  if (breaker === 'closed' && pendingTags > 0) {
    return 'Redis answers again, and is being told what changed meanwhile. Until it confirms, the database is asked.';
  }
  return 'Redis does not answer. Everything works and nothing is older for it: the database is asked instead, and Redis is tried again every second.';
}

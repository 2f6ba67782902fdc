import { StackedBars } from '../../components/charts.tsx';
import { Card } from '../../components/page.tsx';
import { dayWords } from './day-words.ts';

interface LastDaysProps {
  days: ReadonlyArray<{ day: string; published: number; failed: number }>;
}

export function LastDays({ days }: LastDaysProps) {
  return (
    <Card title="Last 14 days">
      <StackedBars
        title="Posts published and failed on each of the last 14 days"
        goodWord="Published"
        badWord="Failed"
        days={days.map(({ day, published, failed }) => ({ ...dayWords(day), good: published, bad: failed }))}
      />
    </Card>
  );
}

import { useEffect, useRef, useState } from 'react';

/** For a part whose rows come and go all the time: it grows but does not shrink, so that nothing below it jumps. */
export function useKeptHeight() {
  const ref = useRef<HTMLDivElement>(null);
  const [minHeight, setMinHeight] = useState(0);
  // After every render: what was drawn just now may be the tallest so far.
  useEffect(() => {
    const height = ref.current?.offsetHeight ?? 0;
    setMinHeight((most) => Math.max(most, height));
  });
  return { ref, style: { minHeight } };
}

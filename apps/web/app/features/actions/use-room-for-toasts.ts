import { type RefObject, useEffect } from 'react';

/** Read by the place where toasts stand. */
const property = '--above-selection-bar';
/** Between the bar and the lowest toast, in pixels. */
const gap = 12;
/** With so much room below the bar, in pixels, toasts have their usual place there. */
const roomForToasts = 240;

/** Below a short list the bar stands higher than below a long one: toasts keep above it, wherever it is. */
export function useRoomForToasts(bar: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const { style } = document.documentElement;
    const measure = () => {
      const place = bar.current?.getBoundingClientRect();
      if (place && window.innerHeight - place.bottom < roomForToasts) {
        style.setProperty(property, `${Math.round(window.innerHeight - place.top + gap)}px`);
      } else {
        style.removeProperty(property);
      }
    };
    measure();
    // Rows that come or go above it move it as well.
    const sizes = new ResizeObserver(measure);
    sizes.observe(document.body);
    if (bar.current) {
      sizes.observe(bar.current);
    }
    window.addEventListener('scroll', measure, { passive: true });
    window.addEventListener('resize', measure);
    return () => {
      sizes.disconnect();
      window.removeEventListener('scroll', measure);
      window.removeEventListener('resize', measure);
      style.removeProperty(property);
    };
  }, [bar]);
}

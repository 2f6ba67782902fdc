/** A sheet from below on a phone, a panel in the upper part on a desk. */
export const panelStyles =
  'appear fixed inset-x-0 bottom-0 z-50 mx-auto flex max-h-[88dvh] flex-col rounded-t-md border bg-raised shadow-raised outline-none sm:inset-x-4 sm:top-[12dvh] sm:bottom-auto sm:max-h-[76dvh] sm:rounded-b-md';
export const overlayStyles = 'appear fixed inset-0 z-40 bg-scrim';
export const footerStyles = 'flex flex-wrap justify-end gap-2 border-t px-5 py-3';

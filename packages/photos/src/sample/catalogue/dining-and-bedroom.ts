import { archMirror, wallClock } from '../drawings/home.ts';
import { spindleChair } from '../drawings/seating.ts';
import { bed, chestOfDrawers } from '../drawings/storage.ts';
import { desk, diningTable, pedestalTable } from '../drawings/tables.ts';
import type { SampleItem } from '../sample-item.ts';

export const diningAndBedroom: readonly SampleItem[] = [
  {
    sku: 'DINE-01',
    title: 'Solid oak dining table for six',
    description:
      'Seats six with ease and eight with goodwill. Solid oak throughout, 180 by 90 cm. The top was sanded and oiled in March. The legs come off with four bolts each.',
    priceMinor: 42_500,
    condition: 'good',
    category: 'Furniture > Dining tables',
    brand: 'Halden & Voss',
    location: 'Münster',
    picture: {
      name: 'oak-dining-table',
      studio: 'sky',
      setting: 'window',
      draw: () => diningTable({ main: '#b98552', second: '#a87446', detail: '#588b8b' }),
    },
  },
  {
    sku: 'DINE-02',
    title: 'Round pedestal table, white, 110 cm',
    description:
      'A round table on one foot, so nobody sits at a leg. White lacquered top and base. Two faint scratches that a cloth hides. Fits four chairs.',
    priceMinor: 24_000,
    condition: 'good',
    category: 'Furniture > Dining tables',
    location: 'Lille',
    picture: {
      name: 'white-pedestal-table',
      studio: 'clay',
      setting: 'arch',
      draw: () => pedestalTable({ main: '#f2eee6', second: '#e3dccf', detail: '#c8553d' }),
    },
  },
  {
    sku: 'DINE-03',
    title: 'Spindle-back kitchen chair, ash',
    description:
      'A classic kitchen chair with a curved back and five spindles. Glued and tightened, so it no longer creaks. Four available; the price is for one.',
    priceMinor: 5_500,
    condition: 'good',
    category: 'Furniture > Dining chairs',
    location: 'Münster',
    picture: {
      name: 'ash-spindle-chair',
      studio: 'sage',
      setting: 'plain',
      draw: () => spindleChair({ main: '#c28a55', second: '#d9a872' }),
    },
  },
  {
    sku: 'DESK-01',
    title: 'Writing desk with three drawers, oak and white',
    description:
      'A desk with room for a screen and a pile of paper. Three drawers on soft runners, a hole for cables at the back. 140 by 65 cm. Books and plant stay with me.',
    priceMinor: 18_500,
    condition: 'good',
    category: 'Furniture > Desks',
    brand: 'Kant en Klaar',
    location: 'Eindhoven',
    picture: {
      name: 'oak-desk',
      studio: 'mist',
      setting: 'disc',
      draw: () => desk({ main: '#c79a63', second: '#f0ece4', detail: '#d98c5f' }),
    },
  },
  {
    sku: 'DESK-02',
    title: 'Walnut desk with blue drawers',
    description:
      'Made by a carpenter as a one-off, with a walnut top and drawers in matt blue. Very solid and therefore heavy. Pick up on the ground floor.',
    priceMinor: 36_000,
    condition: 'like_new',
    category: 'Furniture > Desks',
    location: 'Porto',
    picture: {
      name: 'walnut-desk',
      studio: 'butter',
      setting: 'plain',
      draw: () => desk({ main: '#7d4f33', second: '#5d829a', detail: '#e8dcc4' }),
    },
  },
  {
    sku: 'CHEST-01',
    title: 'Chest of six drawers in sea green',
    description:
      'Six wide drawers with wooden runners and brass knobs. Painted sea green, lined with paper inside. 150 cm wide, 84 cm high.',
    priceMinor: 27_500,
    condition: 'good',
    category: 'Furniture > Chests of drawers',
    location: 'Marseille',
    picture: {
      name: 'sea-green-chest',
      studio: 'blush',
      setting: 'window',
      draw: () => chestOfDrawers({ main: '#7c9a92', second: '#c9a15f', detail: '#e8dcc4' }, 3, 2),
    },
  },
  {
    sku: 'CHEST-02',
    title: 'Narrow chest of four drawers, pine',
    description:
      'Solid pine with a honey tone that only years give. Drawers run well. The lowest one has a repaired bottom, done properly.',
    priceMinor: 11_000,
    condition: 'fair',
    category: 'Furniture > Chests of drawers',
    location: 'Graz',
    picture: {
      name: 'pine-chest',
      studio: 'sky',
      setting: 'disc',
      draw: () => chestOfDrawers({ main: '#d2a05f', second: '#5a3a26', detail: '#4f7d84' }, 4, 1),
    },
  },
  {
    sku: 'NIGHT-01',
    title: 'Bedside table with two drawers, cherry wood',
    description:
      'Small, solid and the right height for most beds at 52 cm. Cherry veneer with dark legs. A matching second one is available.',
    priceMinor: 7_500,
    condition: 'good',
    category: 'Furniture > Bedside tables',
    location: 'Lyon',
    picture: {
      name: 'cherry-bedside-table',
      studio: 'clay',
      setting: 'plain',
      zoom: 1.4,
      draw: () => chestOfDrawers({ main: '#b0663f', second: '#3a2b22', detail: '#588b8b' }, 2, 1),
    },
  },
  {
    sku: 'BED-01',
    title: 'Upholstered double bed in sage, 160 x 200',
    description:
      'Padded headboard, slatted base included, mattress not. The cover is a sturdy weave without stains. Taken apart and ready to load; the screws are in a labelled bag.',
    priceMinor: 33_000,
    condition: 'like_new',
    category: 'Furniture > Beds',
    brand: 'Maison Orme',
    location: 'Brussels',
    picture: {
      name: 'sage-double-bed',
      studio: 'mist',
      setting: 'window',
      draw: () => bed({ main: '#8fa08a', second: '#c9b79c', detail: '#c8755a' }),
    },
  },
  {
    sku: 'MIRROR-02',
    title: 'Arched floor mirror with black frame',
    description:
      'Leans against the wall and makes a small room look twice its size. 70 by 160 cm, slim black metal frame. The glass has no blind spots.',
    priceMinor: 12_500,
    condition: 'like_new',
    category: 'Home > Mirrors',
    location: 'Antwerp',
    picture: {
      name: 'arched-floor-mirror',
      studio: 'blush',
      setting: 'plain',
      draw: () => archMirror({ main: '#2f2d33', second: '#b9a184' }),
    },
  },
  {
    sku: 'CLOCK-01',
    title: 'Large wall clock with wooden rim',
    description:
      'Runs silently and keeps time to the second, no ticking at night. 40 cm across, ash rim, takes one AA battery.',
    priceMinor: 3_900,
    condition: 'like_new',
    category: 'Home > Clocks',
    brand: 'Tidløs',
    location: 'Aarhus',
    picture: {
      name: 'wooden-wall-clock',
      studio: 'sage',
      setting: 'plain',
      draw: () => wallClock({ main: '#a8703f', second: '#f6f0e4', detail: '#3a3232' }),
    },
  },
];

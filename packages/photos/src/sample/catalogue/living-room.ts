import { armchair, loungeChair, sofa, stool } from '../drawings/seating.ts';
import { bookcase, sideboard } from '../drawings/storage.ts';
import { coffeeTable } from '../drawings/tables.ts';
import type { SampleItem } from '../sample-item.ts';

export const livingRoom: readonly SampleItem[] = [
  {
    sku: 'SOFA-01',
    title: 'Three-seat sofa in moss green, oak legs',
    description:
      'A roomy three-seater in a soft moss green weave. The covers come off and were washed last month. 208 cm wide, 88 cm deep. Comes from a home without pets or smokers; two people can carry it.',
    priceMinor: 48_000,
    condition: 'good',
    category: 'Furniture > Sofas',
    brand: 'Norrby',
    location: 'Utrecht',
    picture: {
      name: 'moss-green-sofa',
      studio: 'sand',
      setting: 'window',
      draw: () => sofa({ main: '#6f8463', second: '#a5713f', detail: '#d9a441' }, 3, false),
    },
  },
  {
    sku: 'SOFA-02',
    title: 'Two-seat sofa, navy velvet with buttoned back',
    description:
      'Compact velvet sofa that fits a small living room or a study. The velvet is even in colour and has no worn spots. 156 cm wide, seat height 45 cm. Cushion included.',
    priceMinor: 39_500,
    condition: 'like_new',
    category: 'Furniture > Sofas',
    brand: 'Maison Orme',
    location: 'Ghent',
    picture: {
      name: 'navy-velvet-sofa',
      studio: 'mist',
      setting: 'disc',
      draw: () => sofa({ main: '#31497a', second: '#5a3a26', detail: '#d68a7a' }, 2, true),
    },
  },
  {
    sku: 'SOFA-03',
    title: 'Terracotta linen sofa, three seats',
    description:
      'Bought two years ago and moved to a smaller flat since. Linen blend, feather-topped cushions that keep their shape. A small mark on the back, which stands against the wall anyway.',
    priceMinor: 52_000,
    condition: 'good',
    category: 'Furniture > Sofas',
    location: 'Lyon',
    picture: {
      name: 'terracotta-sofa',
      studio: 'blush',
      setting: 'plain',
      draw: () => sofa({ main: '#c26a4a', second: '#6b4630', detail: '#f0dfc0' }, 3, false),
    },
  },
  {
    sku: 'CHAIR-01',
    title: 'Mustard armchair with high back',
    description:
      'A deep, comfortable reading chair in mustard yellow. Wool upholstery, solid beech legs. It has spent its life next to a bookcase and shows it in the best way.',
    priceMinor: 21_500,
    condition: 'good',
    category: 'Furniture > Armchairs',
    brand: 'Halden & Voss',
    location: 'Leipzig',
    picture: {
      name: 'mustard-armchair',
      studio: 'sky',
      setting: 'arch',
      draw: () => armchair({ main: '#d49a2a', second: '#6b4630', detail: '#f0e6d2' }),
    },
  },
  {
    sku: 'CHAIR-02',
    title: 'Petrol blue armchair, reupholstered',
    description:
      'A sixties frame with new springs, new foam and a new petrol blue cover, done by a workshop in 2023. Sits upright and supports the back well. Receipt for the work available.',
    priceMinor: 29_000,
    condition: 'like_new',
    category: 'Furniture > Armchairs',
    location: 'Antwerp',
    picture: {
      name: 'petrol-armchair',
      studio: 'clay',
      setting: 'plain',
      draw: () => armchair({ main: '#2f6b73', second: '#3a2b22', detail: '#e0a458' }),
    },
  },
  {
    sku: 'CHAIR-03',
    title: 'Danish lounge chair, teak and rust wool',
    description:
      'Teak frame, oiled this spring, with loose cushions in rust-coloured wool. The webbing was replaced and is firm. Some small scratches on the left arm, shown on request.',
    priceMinor: 44_500,
    condition: 'good',
    category: 'Furniture > Armchairs',
    location: 'Aarhus',
    picture: {
      name: 'rust-lounge-chair',
      studio: 'sage',
      setting: 'disc',
      draw: () => loungeChair({ main: '#b5532f', second: '#9a6a42' }),
    },
  },
  {
    sku: 'STOOL-01',
    title: 'Workshop stool with beech seat',
    description:
      'Sturdy stool with a thick beech seat and black legs. 62 cm high, so it fits a kitchen counter or a workbench. No wobble.',
    priceMinor: 6_500,
    condition: 'good',
    category: 'Furniture > Stools',
    location: 'Utrecht',
    picture: {
      name: 'beech-stool',
      studio: 'lilac',
      setting: 'disc',
      zoom: 1.15,
      draw: () => stool({ main: '#e2b07a', second: '#4a3a33' }),
    },
  },
  {
    sku: 'TABLE-01',
    title: 'Round coffee table, walnut top on hairpin legs',
    description:
      'Solid walnut top of 90 cm across on four black steel legs. Oiled, not varnished, so a ring from a cup sands out. Legs unscrew for transport. Books and cup not included.',
    priceMinor: 17_500,
    condition: 'like_new',
    category: 'Furniture > Coffee tables',
    brand: 'Kant en Klaar',
    location: 'Rotterdam',
    picture: {
      name: 'walnut-coffee-table',
      studio: 'sage',
      setting: 'window',
      draw: () => coffeeTable({ main: '#9a623a', second: '#2f2d33', detail: '#c8553d' }),
    },
  },
  {
    sku: 'SHELF-01',
    title: 'Tall bookcase in dark oak, five shelves',
    description:
      'Holds about two hundred paperbacks. Dark stained oak veneer, back panel in one piece, fixing for the wall included. 92 cm wide, 198 cm high, 30 cm deep. Sold without the books.',
    priceMinor: 16_000,
    condition: 'good',
    category: 'Furniture > Bookcases',
    location: 'Cologne',
    picture: {
      name: 'dark-oak-bookcase',
      studio: 'butter',
      setting: 'plain',
      draw: () => bookcase({ main: '#8a5a3b', second: '#5d3b27', detail: '#d9a441' }, 5),
    },
  },
  {
    sku: 'SHELF-02',
    title: 'White bookcase with four deep shelves',
    description:
      'Deep shelves that also take records and folders. Painted white, freshly touched up. Shelves can be set at any height.',
    priceMinor: 9_500,
    condition: 'good',
    category: 'Furniture > Bookcases',
    brand: 'Norrby',
    location: 'Nantes',
    picture: {
      name: 'white-bookcase',
      studio: 'sky',
      setting: 'plain',
      draw: () => bookcase({ main: '#f2eee8', second: '#d9d3ca', detail: '#c8553d' }, 4),
    },
  },
  {
    sku: 'BOARD-01',
    title: 'Mid-century sideboard with slatted doors',
    description:
      'Teak veneer sideboard from the early seventies, two sliding doors with slats and three drawers between them. Runs smoothly, all keys and knobs original. 180 cm long. A real eye-catcher under a picture.',
    priceMinor: 69_000,
    condition: 'good',
    category: 'Furniture > Sideboards',
    location: 'Copenhagen',
    picture: {
      name: 'teak-sideboard',
      studio: 'lilac',
      setting: 'plain',
      draw: () => sideboard({ main: '#9a6238', second: '#5a3a26', detail: '#d98c5f' }),
    },
  },
];

import { camera, headphones, monitor, radio, recordPlayer } from '../drawings/devices.ts';
import { backpack, bicycle, guitar, skateboard, suitcase } from '../drawings/leisure.ts';
import type { SampleItem } from '../sample-item.ts';

export const leisure: readonly SampleItem[] = [
  {
    sku: 'BIKE-01',
    title: 'City bicycle in petrol green with basket',
    description:
      'Low step, seven gears, wicker basket in front. New tyres and brake pads this spring. Frame height 53 cm, suits riders from 160 to 178 cm.',
    priceMinor: 26_500,
    condition: 'good',
    category: 'Sports > Bicycles',
    brand: 'Vélo Canal',
    location: 'Amsterdam',
    picture: {
      name: 'petrol-city-bicycle',
      studio: 'sky',
      setting: 'plain',
      draw: () => bicycle({ main: '#2f7f79', second: '#8a5a3b', detail: '#c9a15f' }, true),
    },
  },
  {
    sku: 'BIKE-02',
    title: 'Red steel touring bicycle, 21 gears',
    description:
      'Steel frame that rides softly on bad roads. Serviced in April with a new chain. A few scratches on the top tube, as they should be after 4,000 km. Bottle and cage included.',
    priceMinor: 31_000,
    condition: 'good',
    category: 'Sports > Bicycles',
    brand: 'Vélo Canal',
    location: 'Freiburg',
    picture: {
      name: 'red-touring-bicycle',
      studio: 'mist',
      setting: 'disc',
      draw: () => bicycle({ main: '#c8402f', second: '#3a3232', detail: '#e5e7ea' }, false),
    },
  },
  {
    sku: 'MUSIC-01',
    title: 'Acoustic guitar with spruce top',
    description:
      'Warm tone and a neck that is easy on the fingers. New strings, straight neck, no cracks. With a padded bag and a tuner.',
    priceMinor: 14_000,
    condition: 'good',
    category: 'Music > Guitars',
    location: 'Granada',
    picture: {
      name: 'acoustic-guitar',
      studio: 'clay',
      setting: 'arch',
      draw: () => guitar({ main: '#d99a4e', second: '#4a2f22', detail: '#f0e2c6' }),
    },
  },
  {
    sku: 'MUSIC-02',
    title: 'Record player in walnut, belt drive',
    description:
      'Plays 33 and 45. New belt and needle, phono stage built in, so it connects to any amplifier. The dust cover has a hairline crack in one corner.',
    priceMinor: 16_500,
    condition: 'good',
    category: 'Electronics > Hi-fi',
    location: 'Hamburg',
    picture: {
      name: 'walnut-record-player',
      studio: 'sand',
      setting: 'above',
      draw: () => recordPlayer({ main: '#9a6238', second: '#3a3a40', detail: '#d9572f' }),
    },
  },
  {
    sku: 'MUSIC-03',
    title: 'Table radio in mahogany and cream',
    description:
      'A radio from the fifties with new insides: FM, DAB and Bluetooth. The dial lights up warmly. Sounds fuller than its size suggests.',
    priceMinor: 12_000,
    condition: 'good',
    category: 'Electronics > Radios',
    location: 'Prague',
    picture: {
      name: 'mahogany-radio',
      studio: 'sage',
      setting: 'window',
      draw: () => radio({ main: '#8a4a2b', second: '#f0e2c6', detail: '#e8c98a' }),
    },
  },
  {
    sku: 'TECH-01',
    title: 'Rangefinder camera, silver and brown leather',
    description:
      'Fully mechanical, all shutter times work, and the light meter agrees with a modern one. Lens clear and free of fungus. With strap and case.',
    priceMinor: 23_500,
    condition: 'good',
    category: 'Electronics > Cameras',
    location: 'Vienna',
    picture: {
      name: 'rangefinder-camera',
      studio: 'dusk',
      setting: 'plain',
      zoom: 0.94,
      draw: () => camera({ main: '#4a332a', second: '#cfd2d6', detail: '#c8402f' }),
    },
  },
  {
    sku: 'TECH-02',
    title: '27-inch monitor, 2560 x 1440',
    description:
      'Sharp and evenly lit, no dead pixels. Height and tilt adjustable, HDMI and DisplayPort. Cables and original box included.',
    priceMinor: 15_500,
    condition: 'like_new',
    category: 'Electronics > Monitors',
    location: 'Eindhoven',
    picture: {
      name: 'wide-monitor',
      studio: 'lilac',
      setting: 'plain',
      draw: () => monitor({ main: '#3a3c44', second: '#5d5a9a', detail: '#e8a06a' }),
    },
  },
  {
    sku: 'TECH-03',
    title: 'Over-ear headphones with noise cancelling',
    description:
      'Soft ear pads, replaced this year, and thirty hours on a charge. Pairs with two devices at once. The wooden stand is part of the deal.',
    priceMinor: 11_500,
    condition: 'like_new',
    category: 'Electronics > Headphones',
    location: 'Stuttgart',
    picture: {
      name: 'over-ear-headphones',
      studio: 'sky',
      setting: 'disc',
      draw: () => headphones({ main: '#2f3440', second: '#8a5f3c', detail: '#c99a63' }),
    },
  },
  {
    sku: 'TRAVEL-01',
    title: 'Canvas backpack in forest green, 24 l',
    description:
      'Waxed canvas with leather straps and brass buckles. A sleeve for a 15-inch laptop inside. Has seen rain and kept everything dry.',
    priceMinor: 5_400,
    condition: 'good',
    category: 'Travel > Bags',
    brand: 'Fjordpakk',
    location: 'Bergamo',
    picture: {
      name: 'green-canvas-backpack',
      studio: 'sage',
      setting: 'arch',
      draw: () => backpack({ main: '#556b4e', second: '#8a5a3b', detail: '#d9b25f' }),
    },
  },
  {
    sku: 'TRAVEL-02',
    title: 'Cabin suitcase in teal, hard shell',
    description:
      'Fits the cabin of every airline I have flown with. Four wheels that roll quietly, combination lock, clean lining. One scuff on a corner.',
    priceMinor: 4_700,
    condition: 'good',
    category: 'Travel > Suitcases',
    location: 'Barcelona',
    picture: {
      name: 'teal-cabin-suitcase',
      studio: 'butter',
      setting: 'plain',
      draw: () => suitcase({ main: '#3f7f8c', second: '#2f4650', detail: '#e8b04a' }),
    },
  },
  {
    sku: 'SPORT-01',
    title: 'Maple skateboard, ready to ride',
    description:
      'Seven-ply maple deck with good pop, new grip tape, soft orange wheels for rough asphalt. My daughter has moved on to roller derby.',
    priceMinor: 4_200,
    condition: 'good',
    category: 'Sports > Skateboards',
    location: 'Toulouse',
    picture: {
      name: 'maple-skateboard',
      studio: 'blush',
      setting: 'plain',
      draw: () => skateboard({ main: '#e3bb83', second: '#3f6c8f', detail: '#e8873a' }),
    },
  },
];

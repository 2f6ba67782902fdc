import { casserole, gooseneckKettle, kettle, mokaPot, standMixer, teaSet, toaster } from '../drawings/kitchen.ts';
import type { SampleItem } from '../sample-item.ts';

export const kitchen: readonly SampleItem[] = [
  {
    sku: 'KITCH-01',
    title: 'Red enamel kettle for the stove, 2.5 l',
    description:
      'Bright red enamel, whistles loudly enough to hear in the garden. Works on gas and induction. No limescale and no rust inside.',
    priceMinor: 3_200,
    condition: 'good',
    category: 'Kitchen > Kettles',
    location: 'Delft',
    picture: {
      name: 'red-enamel-kettle',
      studio: 'butter',
      setting: 'plain',
      draw: () => kettle({ main: '#c8453a', second: '#3a3232', detail: '#e9dcc3' }),
    },
  },
  {
    sku: 'KITCH-02',
    title: 'Gooseneck kettle, matt black with walnut handle',
    description:
      'For filter coffee: pours as slowly as you like. Holds 0.9 litres, electric base included. Used for half a year, then we changed to espresso.',
    priceMinor: 6_900,
    condition: 'like_new',
    category: 'Kitchen > Kettles',
    brand: 'Brugge Coffee',
    location: 'Bruges',
    picture: {
      name: 'black-gooseneck-kettle',
      studio: 'sand',
      setting: 'disc',
      draw: () => gooseneckKettle({ main: '#3b3e44', second: '#8a5a3b', detail: '#8a5a3b' }),
    },
  },
  {
    sku: 'KITCH-03',
    title: 'Cast iron casserole in burnt orange, 5 l',
    description:
      'Heavy, even heat for stews and bread. Enamel without chips, the lid closes well. Oven-proof up to 250 degrees, knob included.',
    priceMinor: 9_900,
    condition: 'good',
    category: 'Kitchen > Pots and pans',
    brand: 'Fonderie du Nord',
    location: 'Lille',
    picture: {
      name: 'orange-casserole',
      studio: 'sage',
      setting: 'plain',
      draw: () => casserole({ main: '#d9622b', second: '#c9ced3' }),
    },
  },
  {
    sku: 'KITCH-04',
    title: 'Stoneware teapot with cup',
    description:
      'A round teapot that keeps tea warm and does not drip. Glazed in dark teal with a plain band. One cup left of the four.',
    priceMinor: 2_800,
    condition: 'good',
    category: 'Kitchen > Tea and coffee',
    location: 'Dresden',
    picture: {
      name: 'teal-teapot',
      studio: 'blush',
      setting: 'arch',
      draw: () => teaSet({ main: '#4f7d84', second: '#f0e6d4', detail: '#c98a4a' }),
    },
  },
  {
    sku: 'KITCH-05',
    title: 'Retro toaster in mint, two slots',
    description:
      'Toasts evenly on both sides, with six settings and a crumb tray that comes out. Chrome base without dents. Toast not included.',
    priceMinor: 3_600,
    condition: 'like_new',
    category: 'Kitchen > Small appliances',
    brand: 'Casa Tejo',
    location: 'Valencia',
    picture: {
      name: 'mint-toaster',
      studio: 'sky',
      setting: 'plain',
      draw: () => toaster({ main: '#9fc7bd', second: '#e6e9ea', detail: '#5b6064' }),
    },
  },
  {
    sku: 'KITCH-06',
    title: 'Moka pot for six cups, aluminium',
    description:
      'The classic from the Italian kitchen. New seal and filter plate, well run in. Not for induction without an adapter.',
    priceMinor: 1_800,
    condition: 'good',
    category: 'Kitchen > Tea and coffee',
    location: 'Naples',
    picture: {
      name: 'moka-pot',
      studio: 'clay',
      setting: 'disc',
      draw: () => mokaPot({ main: '#b9bfc5', second: '#2f2d33', detail: '#2f2d33' }),
    },
  },
  {
    sku: 'KITCH-07',
    title: 'Stand mixer in dusty pink with steel bowl',
    description:
      'Kneads two kilos of dough without complaint. Comes with whisk, dough hook and beater, and the instructions in four languages. Some flour dust in the grooves, otherwise as new.',
    priceMinor: 22_000,
    condition: 'like_new',
    category: 'Kitchen > Small appliances',
    brand: 'Halden & Voss',
    location: 'Zwolle',
    picture: {
      name: 'pink-stand-mixer',
      studio: 'mist',
      setting: 'window',
      draw: () => standMixer({ main: '#e3b5ac', second: '#cfd4d9', detail: '#f7efe2' }),
    },
  },
];

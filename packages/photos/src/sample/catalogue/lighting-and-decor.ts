import { roundMirror, vases } from '../drawings/home.ts';
import { arcLamp, deskLamp, domeLamp, tripodLamp } from '../drawings/lighting.ts';
import { monstera, snakePlant } from '../drawings/plants.ts';
import { roundRug, wovenRug } from '../drawings/rugs.ts';
import type { SampleItem } from '../sample-item.ts';

export const lightingAndDecor: readonly SampleItem[] = [
  {
    sku: 'LAMP-01',
    title: 'Tripod floor lamp with linen shade',
    description:
      'Warm light and a quiet look. Walnut legs that fold, linen shade of 45 cm across. Foot switch on the cord, E27 bulb included.',
    priceMinor: 9_800,
    condition: 'like_new',
    category: 'Lighting > Floor lamps',
    location: 'Utrecht',
    picture: {
      name: 'tripod-floor-lamp',
      studio: 'clay',
      setting: 'plain',
      draw: () => tripodLamp({ main: '#f2e6cf', second: '#8a5f3c' }),
    },
  },
  {
    sku: 'LAMP-02',
    title: 'Arc lamp with ochre dome',
    description:
      'Reaches over a sofa or a table, 190 cm high. The heavy foot keeps it where it is. Dimmer on the cord works as it should.',
    priceMinor: 14_500,
    condition: 'good',
    category: 'Lighting > Floor lamps',
    brand: 'Lumen Atelier',
    location: 'Milan',
    picture: {
      name: 'ochre-arc-lamp',
      studio: 'pine',
      setting: 'plain',
      draw: () => arcLamp({ main: '#d8a33c', second: '#8c8f94' }),
    },
  },
  {
    sku: 'LAMP-03',
    title: 'Orange desk lamp with two arms',
    description:
      'Turns every way and stays there. The springs are strong, the enamel is bright orange with one chip at the foot. New cord and plug.',
    priceMinor: 6_200,
    condition: 'good',
    category: 'Lighting > Desk lamps',
    location: 'Berlin',
    picture: {
      name: 'orange-desk-lamp',
      studio: 'dusk',
      setting: 'plain',
      draw: () => deskLamp({ main: '#d9572f', second: '#8f949b' }),
    },
  },
  {
    sku: 'LAMP-04',
    title: 'Seventies dome lamp in orange glass',
    description:
      'The lamp that everybody asks about. Blown glass dome without chips on a cream foot. Gives a soft glow, lovely on a sideboard.',
    priceMinor: 18_900,
    condition: 'good',
    category: 'Lighting > Table lamps',
    location: 'Berlin',
    picture: {
      name: 'orange-dome-lamp',
      studio: 'pine',
      setting: 'plain',
      draw: () => domeLamp({ main: '#f08c3a', second: '#f3e7d3' }),
    },
  },
  {
    sku: 'MIRROR-01',
    title: 'Round wall mirror with brass rim, 70 cm',
    description:
      'Slim brass rim that has mellowed a little. Hangs from one hook, which is included. The bench below it in the picture is not for sale.',
    priceMinor: 8_500,
    condition: 'good',
    category: 'Home > Mirrors',
    location: 'Turin',
    picture: {
      name: 'round-brass-mirror',
      studio: 'sage',
      setting: 'plain',
      draw: () => roundMirror({ main: '#c9a15f', second: '#b07a4a' }),
    },
  },
  {
    sku: 'RUG-01',
    title: 'Flat-woven wool rug with diamonds, 140 x 200',
    description:
      'Hand-woven in brick red, cream and dark blue. Wool on cotton, the same on both sides, so it can be turned. Cleaned by a specialist last year.',
    priceMinor: 19_500,
    condition: 'good',
    category: 'Home > Rugs',
    location: 'Seville',
    picture: {
      name: 'red-diamond-rug',
      studio: 'sand',
      setting: 'above',
      draw: () => wovenRug({ main: '#b5493a', second: '#f0e2c6', detail: '#2d4654' }),
    },
  },
  {
    sku: 'RUG-02',
    title: 'Round jute rug with blue rings, 150 cm',
    description:
      'Braided jute, sturdy and warm under the feet. Used in a guest room, so it looks as it did in the shop.',
    priceMinor: 7_200,
    condition: 'like_new',
    category: 'Home > Rugs',
    brand: 'Casa Tejo',
    location: 'Lisbon',
    picture: {
      name: 'round-jute-rug',
      studio: 'mist',
      setting: 'above',
      draw: () => roundRug({ main: '#e5d6bb', second: '#c9b48f', detail: '#6f8f9a' }),
    },
  },
  {
    sku: 'PLANT-01',
    title: 'Large monstera in terracotta pot',
    description:
      'About 110 cm high with seven big leaves and more on the way. Easy to keep: light, no direct sun, water once a week. Pot included.',
    priceMinor: 4_500,
    condition: 'new',
    category: 'Garden > Indoor plants',
    location: 'Haarlem',
    picture: {
      name: 'monstera-plant',
      studio: 'sand',
      setting: 'arch',
      draw: () => monstera({ main: '#c9714a', second: '#4d7d54' }),
    },
  },
  {
    sku: 'PLANT-02',
    title: 'Snake plant in white ceramic pot',
    description:
      'Forgives everything, including three weeks of holiday. Upright leaves with yellow edges, 70 cm high. The ceramic pot has a saucer inside.',
    priceMinor: 2_900,
    condition: 'new',
    category: 'Garden > Indoor plants',
    location: 'Haarlem',
    picture: {
      name: 'snake-plant',
      studio: 'lilac',
      setting: 'disc',
      draw: () => snakePlant({ main: '#f0ece4', second: '#3f6b52', detail: '#d9c86a' }),
    },
  },
  {
    sku: 'VASE-01',
    title: 'Three stoneware vases with dried grass',
    description:
      'Thrown and glazed by hand, each a little different. The tallest is 32 cm. The grass comes with them and needs nothing but a shake now and then.',
    priceMinor: 5_800,
    condition: 'like_new',
    category: 'Home > Vases',
    location: 'Faenza',
    picture: {
      name: 'stoneware-vases',
      studio: 'clay',
      setting: 'window',
      draw: () => vases({ main: '#f0e6d6', second: '#7d4f3a', detail: '#5d7d78' }),
    },
  },
];

/** ST-01: the desktop 3D printer that makes grippers and fixtures. */

import type { Machine } from './machine.ts';
import { stratiforma } from './makers.ts';

export const st01: Machine = {
  code: 'ST-01',
  displayName: [
    'Desktop 3D printer',
    'Stampante 3D da banco',
    'Stol usti 3D printeri',
    'Настольный 3D-принтер',
    'Impressora 3D de bancada',
    'طابعة ثلاثية الأبعاد مكتبية',
  ],
  description: [
    'Prints grippers and fixtures. The printer and its values are simulated.',
    'Stampa pinze e attrezzature. La stampante e i suoi valori sono simulati.',
    'Qisqich va moslamalar chop etadi. Printer va qiymatlari simulyatsiya qilingan.',
    'Печатает захваты и оснастку. Принтер и его значения смоделированы.',
    'Imprime garras e dispositivos. A impressora e seus valores são simulados.',
    'تطبع القابضات والمثبّتات. الطابعة وقيمها محاكاة.',
  ],
  maker: stratiforma,
  root: [
    '3D printer',
    'Stampante 3D',
    '3D printer',
    '3D-принтер',
    'Impressora 3D',
    'طابعة ثلاثية الأبعاد',
  ],
  family: ['Strato', 'Strato', 'Strato', 'Strato', 'Strato', 'Strato'],
  model: 'Strato 300',
  orderCode: 'ST300-04',
  articleNumber: '300.04',
  serialNumber: 'ST300-24-1187',
  manufacturedOn: '2024-09-19',
  hardwareVersion: '1.3',
  firmwareVersion: '2.7.1',
  directives: ['2006/42/EC', '2014/30/EU', '2011/65/EU'],
  eclass: {
    id: '0173-1#01-AFZ694#003',
    name: [
      'Printer for additive manufacturing',
      'Stampante per manifattura additiva',
      'Additiv ishlab chiqarish printeri',
      'Принтер для аддитивного производства',
      'Impressora para manufatura aditiva',
      'طابعة للتصنيع بالإضافة',
    ],
  },
  figures: {
    Dimensions: [
      ['Length', '520', 'mm'],
      ['Width', '500', 'mm'],
      ['Height', '610', 'mm'],
      ['Mass', '19.5', 'kg'],
      ['BuildVolumeX', '300', 'mm'],
      ['BuildVolumeY', '300', 'mm'],
      ['BuildVolumeZ', '320', 'mm'],
    ],
    Performance: [
      ['NozzleDiameter', '0.4', 'mm'],
      ['LayerHeight', '0.2', 'mm'],
      ['MaxNozzleTemperature', '300', '°C'],
    ],
    Supply: [
      ['RatedPower', '0.75', 'kW'],
      ['RatedVoltage', '230', 'V'],
    ],
  },
  papers: [
    {
      classId: '03-02',
      number: 'ST300-OM-02',
      title: [
        'Operating manual',
        'Manuale d’uso',
        'Foydalanish qoʻllanmasi',
        'Руководство по эксплуатации',
        'Manual de operação',
        'دليل التشغيل',
      ],
      summary: [
        'Levelling, loading filament, starting a print, cleaning the nozzle.',
        'Livellamento, carico del filamento, avvio stampa, pulizia dell’ugello.',
        'Tekislash, filament oʻrnatish, chop etishni boshlash, soploni tozalash.',
        'Выравнивание, загрузка нити, запуск печати, чистка сопла.',
        'Nivelamento, carga do filamento, início da impressão, limpeza do bico.',
        'التسوية وتحميل الخيط وبدء الطباعة وتنظيف الفوهة.',
      ],
      lines: [
        'Strato 300 - Manuale d\u2019uso / Operating manual (sample for a demonstration)',
        '1. Ugello e piano scottano: attendere sotto 50 C.',
        '   Nozzle and bed are hot: wait until below 50 C.',
        '2. PLA 210 C / 60 C, PETG 240 C / 80 C.',
      ],
    },
  ],
  footprint: { productionKg: '118', deliveryKg: '6' },
  parts: [
    {
      name: 'Extruder',
      displayName: ['Extruder', 'Estrusore', 'Ekstruder', 'Экструдер', 'Extrusora', 'باثق'],
      parts: [
        {
          name: 'Nozzle',
          displayName: ['Nozzle', 'Ugello', 'Soplo', 'Сопло', 'Bico', 'فوهة'],
          count: 1,
        },
      ],
    },
    {
      name: 'HeatedBed',
      displayName: [
        'Heated bed',
        'Piano riscaldato',
        'Isitiladigan stol',
        'Подогреваемый стол',
        'Mesa aquecida',
        'منصّة مسخّنة',
      ],
      count: 1,
    },
    {
      name: 'StepperMotor',
      displayName: [
        'Stepper motor',
        'Motore passo-passo',
        'Qadamli motor',
        'Шаговый двигатель',
        'Motor de passo',
        'محرك خطوي',
      ],
      count: 5,
    },
  ],
  drawing: `<path d="M20 180h280" class="thin"/><path d="M88 180V36h144v144zM100 48h120v108H100z"/>
<path d="M100 76h120M148 68h28v18h-28zM156 86l6 10 6-10"/><path d="M112 140h96v8h-96z"/>
<path d="M140 140v-16h44v16M140 132h44"/><path class="thin" d="M112 164h24M184 164h32"/>
<path d="M250 60a22 22 0 1 1-.1 0zM250 75a7 7 0 1 1-.1 0z"/><path class="thin" d="M250 60 176 68"/>
<path class="mark" d="M140 124h44"/>`,
};

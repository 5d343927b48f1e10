/** CM-01: the five-axis machining centre. */

import type { Machine } from './machine.ts';
import { lariana } from './makers.ts';

export const cm01: Machine = {
  code: 'CM-01',
  displayName: [
    'Five-axis machining centre',
    'Centro di lavoro a 5 assi',
    '5 oʻqli ishlov berish markazi',
    'Пятиосевой обрабатывающий центр',
    'Centro de usinagem de 5 eixos',
    'مركز تشغيل خماسي المحاور',
  ],
  description: [
    'Mills the pump bodies at station 1. The machine and its values are simulated.',
    'Fresa i corpi pompa alla stazione 1. La macchina e i suoi valori sono simulati.',
    '1-stansiyada nasos korpuslarini frezalaydi. Mashina va qiymatlari simulyatsiya qilingan.',
    'Фрезерует корпуса насосов на станции 1. Машина и её значения смоделированы.',
    'Fresa os corpos de bomba na estação 1. A máquina e seus valores são simulados.',
    'يفرّز أجسام المضخات في المحطة 1. الآلة وقيمها محاكاة.',
  ],
  maker: lariana,
  root: [
    'Machining centre',
    'Centro di lavoro',
    'Ishlov berish markazi',
    'Обрабатывающий центр',
    'Centro de usinagem',
    'مركز تشغيل',
  ],
  family: ['LM 500', 'LM 500', 'LM 500', 'LM 500', 'LM 500', 'LM 500'],
  model: 'LM 520-5X',
  orderCode: 'LM520-5X-24-HSK63',
  articleNumber: '520.5X.024',
  serialNumber: 'LM520-23-0147',
  manufacturedOn: '2023-05-16',
  hardwareVersion: 'C',
  firmwareVersion: '8.4.2',
  directives: ['2006/42/EC', '2014/30/EU'],
  eclass: {
    id: '0173-1#01-ADR471#009',
    name: [
      'Machining centre (metal)',
      'Centro di lavoro (metallo)',
      'Ishlov berish markazi (metall)',
      'Обрабатывающий центр (металл)',
      'Centro de usinagem (metal)',
      'مركز تشغيل (معادن)',
    ],
  },
  figures: {
    Dimensions: [
      ['Length', '3400', 'mm'],
      ['Width', '2650', 'mm'],
      ['Height', '2900', 'mm'],
      ['Mass', '9200', 'kg'],
      ['TravelX', '650', 'mm'],
      ['TravelY', '520', 'mm'],
      ['TravelZ', '475', 'mm'],
    ],
    Performance: [
      ['NumberOfAxes', '5', '1'],
      ['MaxSpindleSpeed', '18000', '1/min'],
      ['RapidTraverse', '36', 'm/min'],
      ['ToolPlaces', '48', '1'],
    ],
    Supply: [
      ['RatedPower', '32', 'kW'],
      ['RatedVoltage', '400', 'V'],
      ['RatedCurrent', '63', 'A'],
    ],
  },
  papers: [
    {
      classId: '03-02',
      number: 'LM520-OM-07',
      title: [
        'Operating manual',
        'Manuale d’uso',
        'Foydalanish qoʻllanmasi',
        'Руководство по эксплуатации',
        'Manual de operação',
        'دليل التشغيل',
      ],
      summary: [
        'Start, jog, tool change and daily checks.',
        'Avvio, movimento manuale, cambio utensile e controlli giornalieri.',
        'Ishga tushirish, qoʻlda surish, asbob almashtirish va kundalik tekshiruvlar.',
        'Пуск, ручное перемещение, смена инструмента и ежедневные проверки.',
        'Partida, movimento manual, troca de ferramenta e verificações diárias.',
        'بدء التشغيل والتحريك اليدوي وتغيير الأداة والفحوص اليومية.',
      ],
      lines: [
        'LM 520-5X - Manuale d\u2019uso / Operating manual (sample for a demonstration)',
        '1. Prima di ogni turno: livello olio, refrigerante, aria a 6 bar.',
        '   Before each shift: oil level, coolant, air at 6 bar.',
        '2. Riscaldare il mandrino 10 minuti a 6000 1/min.',
        '   Warm the spindle up for 10 minutes at 6000 1/min.',
        '3. Oltre 70 C al cuscinetto anteriore: fermare e chiamare la manutenzione.',
        '   Above 70 C at the front bearing: stop and call maintenance.',
      ],
    },
    {
      classId: '02-04',
      number: 'LM520-CE-0147',
      title: [
        'Declaration of conformity',
        'Dichiarazione di conformità',
        'Muvofiqlik deklaratsiyasi',
        'Декларация соответствия',
        'Declaração de conformidade',
        'إعلان المطابقة',
      ],
      summary: [
        'States that the machine meets the directives named in it.',
        'Dichiara che la macchina rispetta le direttive indicate.',
        'Mashina koʻrsatilgan direktivalarga mos ekanini bildiradi.',
        'Подтверждает соответствие машины указанным директивам.',
        'Declara que a máquina atende às diretivas indicadas.',
        'يصرّح بأن الآلة تستوفي التوجيهات المذكورة فيه.',
      ],
      lines: [
        'Dichiarazione CE di conformità / EC declaration of conformity (sample)',
        'Lariana Macchine SpA, Via dei Tornitori 14, 22100 Como',
        'Macchina / machine: LM 520-5X, matricola / serial LM520-23-0147',
        'Direttive / directives: 2006/42/EC, 2014/30/EU',
        'Azienda, macchina e documento sono inventati. / All of this is invented.',
      ],
    },
  ],
  footprint: { productionKg: '17900', deliveryKg: '700' },
  parts: [
    {
      name: 'Spindle',
      displayName: ['Spindle', 'Mandrino', 'Shpindel', 'Шпиндель', 'Fuso', 'عمود الدوران'],
      parts: [
        {
          name: 'FrontBearing',
          displayName: [
            'Front bearing',
            'Cuscinetto anteriore',
            'Oldingi podshipnik',
            'Передний подшипник',
            'Rolamento dianteiro',
            'المحمل الأمامي',
          ],
          count: 1,
        },
        {
          name: 'RearBearing',
          displayName: [
            'Rear bearing',
            'Cuscinetto posteriore',
            'Orqa podshipnik',
            'Задний подшипник',
            'Rolamento traseiro',
            'المحمل الخلفي',
          ],
          count: 1,
        },
      ],
    },
    {
      name: 'AxisDrive',
      displayName: [
        'Axis drive',
        'Azionamento asse',
        'Oʻq yuritmasi',
        'Привод оси',
        'Acionamento de eixo',
        'محرّك محور',
      ],
      count: 5,
    },
    {
      name: 'CoolantPump',
      displayName: [
        'Coolant pump',
        'Pompa refrigerante',
        'Sovitish nasosi',
        'Насос СОЖ',
        'Bomba de refrigerante',
        'مضخة التبريد',
      ],
      count: 1,
    },
  ],
  drawing: `<path d="M56 180V52h176v128M56 52l12-12h176v28M232 52l12-12M232 68h68v112"/>
<path d="M72 68h112v60H72zM200 68h20v28h-20z"/><path d="M120 68v14h-8v16h28V82h-8V68"/>
<path d="M126 98v12M122 110h8M108 122l4-10h28l4 10zM96 128v-6h60v6"/>
<path class="thin" d="M252 80h36M252 90h36M252 100h36M252 110h36M20 180h280"/>
<path class="mark" d="M200 108h20"/>`,
};

/** EM-01: the energy meter in the hall's distribution board. */

import type { Machine } from './machine.ts';
import { wattora } from './makers.ts';

export const em01: Machine = {
  code: 'EM-01',
  displayName: [
    'Energy meter',
    'Contatore di energia',
    'Elektr hisoblagich',
    'Счётчик электроэнергии',
    'Medidor de energia',
    'عداد طاقة',
  ],
  description: [
    'Meters the whole hall. The meter and its values are simulated.',
    'Misura tutto il reparto. Il contatore e i suoi valori sono simulati.',
    'Butun sexni oʻlchaydi. Hisoblagich va qiymatlari simulyatsiya qilingan.',
    'Измеряет весь цех. Счётчик и его значения смоделированы.',
    'Mede todo o galpão. O medidor e seus valores são simulados.',
    'يقيس الصالة بأكملها. العداد وقيمه محاكاة.',
  ],
  maker: wattora,
  root: [
    'Energy meter',
    'Contatore di energia',
    'Elektr hisoblagich',
    'Счётчик электроэнергии',
    'Medidor de energia',
    'عداد طاقة',
  ],
  family: ['W3', 'W3', 'W3', 'W3', 'W3', 'W3'],
  model: 'W3-250',
  orderCode: 'W3-250-OPC',
  articleNumber: 'W3.250.11',
  serialNumber: 'W3-22-5031',
  manufacturedOn: '2022-11-03',
  hardwareVersion: '4',
  firmwareVersion: '1.9.6',
  directives: ['2014/32/EU', '2014/30/EU'],
  eclass: {
    id: '0173-1#01-AKE253#017',
    name: [
      'Electricity meter',
      'Contatore elettrico',
      'Elektr energiyasi hisoblagichi',
      'Электросчётчик',
      'Medidor de eletricidade',
      'عداد كهرباء',
    ],
  },
  figures: {
    Dimensions: [
      ['Length', '65', 'mm'],
      ['Width', '108', 'mm'],
      ['Height', '90', 'mm'],
      ['Mass', '0.42', 'kg'],
    ],
    Performance: [
      ['AccuracyClass', '0.5', '1'],
      ['TransformerRatio', '50', '1'],
    ],
    Supply: [
      ['RatedVoltage', '400', 'V'],
      ['RatedCurrent', '250', 'A'],
    ],
  },
  papers: [
    {
      classId: '03-02',
      number: 'W3-OM-05',
      title: [
        'Installation and use',
        'Installazione e uso',
        'Oʻrnatish va foydalanish',
        'Установка и эксплуатация',
        'Instalação e uso',
        'التركيب والاستعمال',
      ],
      summary: [
        'Wiring of the transformers, reading the registers.',
        'Cablaggio dei trasformatori, lettura dei registri.',
        'Transformatorlarni ulash, registrlarni oʻqish.',
        'Подключение трансформаторов, чтение регистров.',
        'Ligação dos transformadores, leitura dos registros.',
        'توصيل المحوّلات وقراءة السجلات.',
      ],
      lines: [
        'W3-250 - Installazione e uso / Installation and use (sample for a demonstration)',
        '1. Mai aprire il secondario di un trasformatore di corrente.',
        '   Never open the secondary of a current transformer.',
        '2. Rapporto 250/5: fattore 50. / Ratio 250/5: factor 50.',
      ],
    },
  ],
  footprint: { productionKg: '14.2', deliveryKg: '0.6' },
  parts: [
    {
      name: 'CurrentTransformer',
      displayName: [
        'Current transformer',
        'Trasformatore di corrente',
        'Tok transformatori',
        'Трансформатор тока',
        'Transformador de corrente',
        'محوّل تيار',
      ],
      count: 3,
    },
  ],
  drawing: `<path d="M20 180h280" class="thin"/><path d="M104 32h112v136H104zM116 46h88v44h-88z"/>
<path d="M124 58h16v20h-16zM148 58h16v20h-16zM172 58h16v20h-16z"/>
<path d="M120 104h20v12h-20zM150 104h20v12h-20zM180 104h20v12h-20z"/>
<path d="M124 132v36M160 132v36M196 132v36"/><circle cx="124" cy="148" r="9"/>
<circle cx="160" cy="148" r="9"/><circle cx="196" cy="148" r="9"/>
<path class="thin" d="M124 168v12M160 168v12M196 168v12M124 32V20M160 32V20M196 32V20"/>
<path class="mark" d="M124 84h40"/>`,
};

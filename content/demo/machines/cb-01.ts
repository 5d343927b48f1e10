/** CB-01: the collaborative robot cell that loads the machining centre. */

import type { Machine } from './machine.ts';
import { brezza } from './makers.ts';

export const cb01: Machine = {
  code: 'CB-01',
  displayName: [
    'Collaborative robot cell',
    'Cella con robot collaborativo',
    'Hamkor robot yacheykasi',
    'Ячейка с коллаборативным роботом',
    'Célula com robô colaborativo',
    'خلية روبوت تعاوني',
  ],
  description: [
    'Loads and unloads CM-01. The cell and its values are simulated.',
    'Carica e scarica CM-01. La cella e i suoi valori sono simulati.',
    'CM-01 ni yuklaydi va boʻshatadi. Yacheyka va qiymatlari simulyatsiya qilingan.',
    'Загружает и разгружает CM-01. Ячейка и её значения смоделированы.',
    'Carrega e descarrega a CM-01. A célula e seus valores são simulados.',
    'تحمّل وتفرّغ CM-01. الخلية وقيمها محاكاة.',
  ],
  maker: brezza,
  root: [
    'Collaborative robot',
    'Robot collaborativo',
    'Hamkor robot',
    'Коллаборативный робот',
    'Robô colaborativo',
    'روبوت تعاوني',
  ],
  family: ['Brezza B', 'Brezza B', 'Brezza B', 'Brezza B', 'Brezza B', 'Brezza B'],
  model: 'B10-1300',
  orderCode: 'B10-1300-GR2',
  articleNumber: 'B10.1300.02',
  serialNumber: 'B10-24-0062',
  manufacturedOn: '2024-02-08',
  hardwareVersion: '2.1',
  firmwareVersion: '5.12.0',
  directives: ['2006/42/EC', '2014/30/EU'],
  eclass: {
    id: '0173-1#01-AKE178#001',
    name: [
      'Industrial robot',
      'Robot industriale',
      'Sanoat roboti',
      'Промышленный робот',
      'Robô industrial',
      'روبوت صناعي',
    ],
  },
  figures: {
    Dimensions: [
      ['Length', '1200', 'mm'],
      ['Width', '1000', 'mm'],
      ['Height', '1900', 'mm'],
      ['Mass', '186', 'kg'],
    ],
    Performance: [
      ['NumberOfAxes', '6', '1'],
      ['Payload', '10', 'kg'],
      ['Reach', '1300', 'mm'],
      ['Repeatability', '0.05', 'mm'],
      ['MaxTcpSpeed', '1000', 'mm/s'],
    ],
    Supply: [
      ['RatedPower', '0.6', 'kW'],
      ['RatedVoltage', '230', 'V'],
    ],
  },
  papers: [
    {
      classId: '03-02',
      number: 'B10-OM-03',
      title: [
        'Operating manual',
        'Manuale d’uso',
        'Foydalanish qoʻllanmasi',
        'Руководство по эксплуатации',
        'Manual de operação',
        'دليل التشغيل',
      ],
      summary: [
        'Working beside the robot, teaching positions, protective stops.',
        'Lavorare accanto al robot, insegnare le posizioni, arresti di protezione.',
        'Robot yonida ishlash, holatlarni oʻrgatish, himoya toʻxtashlari.',
        'Работа рядом с роботом, обучение позициям, защитные остановы.',
        'Trabalho ao lado do robô, ensino de posições, paradas de proteção.',
        'العمل بجانب الروبوت وتعليم المواضع والتوقفات الوقائية.',
      ],
      lines: [
        'B10-1300 - Manuale d\u2019uso / Operating manual (sample for a demonstration)',
        '1. Velocità massima con persone nella cella: 250 mm/s.',
        '   Highest speed with people in the cell: 250 mm/s.',
        '2. Dopo un arresto di protezione: liberare l\u2019area, poi riprendere.',
        '   After a protective stop: clear the area, then resume.',
      ],
    },
  ],
  footprint: { productionKg: '1480', deliveryKg: '95' },
  parts: [
    {
      name: 'RobotArm',
      displayName: [
        'Robot arm',
        'Braccio robot',
        'Robot qoʻli',
        'Манипулятор',
        'Braço robótico',
        'ذراع الروبوت',
      ],
      parts: [
        {
          name: 'Joint',
          displayName: ['Joint', 'Giunto', 'Boʻgʻim', 'Шарнир', 'Junta', 'مفصل'],
          count: 6,
        },
      ],
    },
    {
      name: 'Gripper',
      displayName: ['Gripper', 'Pinza', 'Qisqich', 'Захват', 'Garra', 'قابضة'],
      count: 1,
    },
    {
      name: 'SafetyScanner',
      displayName: [
        'Safety scanner',
        'Scanner di sicurezza',
        'Xavfsizlik skaneri',
        'Сканер безопасности',
        'Scanner de segurança',
        'ماسح أمان',
      ],
      count: 2,
    },
    {
      name: 'ServedMachine',
      displayName: [
        'Machining centre served',
        'Centro di lavoro servito',
        'Xizmat koʻrsatiladigan markaz',
        'Обслуживаемый центр',
        'Centro de usinagem atendido',
        'مركز التشغيل المخدوم',
      ],
      assetId: 'https://altobrembo.example/assets/cm-01',
    },
  ],
  drawing: `<path d="M20 180h280" class="thin"/><path d="M92 180v-20h56v20M104 160v-18h32v18"/>
<circle cx="120" cy="132" r="10"/><path d="M114 124 88 78M127 125 102 70"/>
<circle cx="95" cy="68" r="9"/>
<path d="M102 62l70-24M105 74l72-25"/><circle cx="178" cy="42" r="8"/>
<path d="M174 50v24M184 50v24M170 74h18v10h-18zM172 84v16M186 84v16"/>
<path d="M150 140h120v40M150 140v40M158 128h42v12h-42zM212 128h42v12h-42z"/>
<path class="mark" d="M172 104h14"/>`,
};

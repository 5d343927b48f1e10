/** The makers of the demo's machines, and the factory itself; none of them exists. */

import type { Maker } from './machine.ts';

export const lariana: Maker = {
  name: 'Lariana Macchine SpA',
  officialName: 'Lariana Macchine Società per Azioni',
  street: 'Via dei Tornitori 14',
  zipcode: '22100',
  town: 'Como',
  province: 'CO',
  country: 'IT',
  phone: '+39 031 555 0147',
  email: 'assistenza@lariana-macchine.example',
  web: 'https://lariana-macchine.example',
};

export const brezza: Maker = {
  name: 'Brezza Robotica Srl',
  officialName: 'Brezza Robotica Società a responsabilità limitata',
  street: 'Corso delle Officine 8',
  zipcode: '10138',
  town: 'Torino',
  province: 'TO',
  country: 'IT',
  phone: '+39 011 555 0120',
  email: 'service@brezza-robotica.example',
  web: 'https://brezza-robotica.example',
};

export const stratiforma: Maker = {
  name: 'Stratiforma Srl',
  officialName: 'Stratiforma Società a responsabilità limitata',
  street: 'Via delle Resine 3',
  zipcode: '41012',
  town: 'Carpi',
  province: 'MO',
  country: 'IT',
  phone: '+39 059 555 0163',
  email: 'aiuto@stratiforma.example',
  web: 'https://stratiforma.example',
};

export const wattora: Maker = {
  name: 'Wattora Strumenti Srl',
  officialName: 'Wattora Strumenti Società a responsabilità limitata',
  street: 'Via Galvani 22',
  zipcode: '40069',
  town: 'Zola Predosa',
  province: 'BO',
  country: 'IT',
  phone: '+39 051 555 0188',
  email: 'tecnico@wattora.example',
  web: 'https://wattora.example',
};

/** The factory that owns them all. */
export const altobrembo: Maker = {
  name: 'Officine Altobrembo',
  officialName: 'Officine Altobrembo Società a responsabilità limitata',
  street: 'Via Priula 41',
  zipcode: '24015',
  town: 'San Giovanni Bianco',
  province: 'BG',
  country: 'IT',
  phone: '+39 0345 555 010',
  email: 'manutenzione@altobrembo.example',
  web: 'https://altobrembo.example',
};

/** Names by culture, parted by spaces; an underscore is a space within one. In the first table a name is Latin; in the second a person's Latin name comes with the native one. */
export const latinNames: Readonly<Record<string, { readonly first: string; readonly last: string }>> = {
  EE: {
    first:
      'Andres Anneli Eha Hando Helgi Imbi Joosep Kadri Kaur Külli Liisa Mart Merike Priit Rasmus Siim Tõnu Ülle Õnne',
    last: 'Allik Jõgi Kallas Kivi Kuusk Lepik Mägi Nõmm Oja Pärn Rebane Saar Sõber Tamm Üksvärav Vaher Õunapuu',
  },
  FI: {
    first:
      'Aino Antti Eero Elina Heikki Helmi Ilkka Juhani Kaisa Lauri Maija Onni Pirjo Päivi Riikka Sampo Tuomas Väinö',
    last: 'Aaltonen Heikkinen Hämäläinen Järvinen Karppinen Koskela Laine Mäkelä Niemi Pöyhönen Rantala Salmi Vainio Ylönen',
  },
  SE: {
    first:
      'Agnes Anders Birgitta Björn Cecilia Elsa Gösta Ingrid Karin Lovisa Mårten Nils Oskar Sigrid Stellan Åsa Örjan',
    last: 'Bergström Dahl Ekström Forsberg Granlund Hägg Lindqvist Nyström Rosén Sjögren Söderblom Vikander Åkesson Öberg',
  },
  NO: {
    first:
      'Astrid Bjørg Eirik Frøydis Håkon Ingeborg Kjetil Liv Magnhild Njål Ragnhild Sindre Solveig Torbjørn Ylva',
    last: 'Aasen Bakke Eide Fjellheim Grønning Haugland Kvam Lofthus Myhre Nygård Rødland Sætre Tveit Vågen Øye',
  },
  DK: {
    first: 'Anker Birgit Emil Freja Gerda Jeppe Kirsten Mads Nanna Rikke Søren Tove Vibeke Åge',
    last: 'Bech Dalgaard Friis Holm Kjær Lauridsen Møller Nørgaard Skov Thygesen Vestergaard',
  },
  LV: {
    first: 'Aija Ilze Līga Rūta Sanita Vizma Žanete',
    last: 'Bērziņa Kalniņa Krūmiņa Liepa Ozola Sproģe Vītola',
  },
  LT: {
    first: 'Audrius Gintaras Mindaugas Tomas Žygimantas',
    last: 'Balčiūnas Kazlauskas Šimkus Vaitkus Žukas',
  },
  PL: {
    first: 'Bożena Dariusz Łucja Małgorzata Paweł Stanisław Zofia',
    last: 'Dudek Kozioł Mazur Szczepaniak Wróbel Żurek',
  },
  DE: {
    first: 'Anneliese Detlef Gesche Jürgen Käthe Ottilie Rüdiger Wiebke',
    last: 'Brandt Großkopf Hansen Kühn Petersen von_der_Heide Weißmüller',
  },
  FR: {
    first: 'Aurélie Benoît Gaëlle Jérôme Maëlys Théo',
    last: "d'Arcy Guéguen Kerbrat Le_Goff Lefèvre Tanguy",
  },
  NL: { first: 'Anouk Joris Maartje Sjoerd Tjitske', last: 'Bakker Hoekstra Postma Terpstra Visser' },
  IS: { first: 'Birna Guðrún Hrafnhildur Þóra', last: 'Arnarsdóttir Einarsdóttir Sveinsdóttir Þórðardóttir' },
};

/** `Latin first|Latin last|native` of people whose names are written in another script, by country or organisation. */
export const nativeNames: Readonly<Record<string, readonly string[]>> = {
  GR: ['Eleni|Papadaki|Ελένη Παπαδάκη', 'Nikos|Vlachos|Νίκος Βλάχος', 'Despina|Kalogirou|Δέσποινα Καλογήρου'],
  UA: ['Oksana|Hrytsenko|Оксана Гриценко', 'Taras|Melnyk|Тарас Мельник', 'Yuliia|Bondar|Юлія Бондар'],
  BG: ['Desislava|Petrova|Десислава Петрова', 'Kiril|Manolov|Кирил Манолов'],
  galil: ['Noa|Ben-Ami|נועה בן־עמי', 'Eitan|Shaked|איתן שקד'],
  waha: ['Nour|Al-Hashimi|نور الهاشمي', 'Yusuf|Al-Rashid|يوسف الراشد'],
  yunling: ['Xiaoming|Chen|陈晓明', 'Lihua|Zhao|赵丽华', 'Jianguo|Sun|孙建国'],
  kasumi: ['Haruka|Watanabe|渡辺 遥', 'Kenta|Ishikawa|石川 健太'],
};

export const jobTitles: readonly string[] = [
  'Professor',
  'Associate professor',
  'Postdoctoral researcher',
  'PhD student',
  'Research software engineer',
  'Group leader',
  'Data steward',
  'Bioinformatician',
  'Lab manager',
  'Head of research IT',
  'System administrator',
  'Project coordinator',
  '',
];

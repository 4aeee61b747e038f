import { fileName, readableName } from './file-name.ts';

describe('fileName', () => {
  it.each([
    ['../../../etc/passwd.txt', 'txt', 'passwd.txt'],
    ['C:\\Users\\x\\plan.TXT', 'txt', 'plan.TXT'],
    ['a"b;c\'d%0d%0aX: y.txt', 'txt', "abc'd0d0aX y.txt"],
    ['invoice\u202Etxt.png', 'png', 'invoicetxt.png'],
    ['\u2066a\u2069\u200Bb\u0000.csv', 'csv', 'ab.csv'],
    ['.txt', 'txt', 'txt.txt'],
    ['...', 'pdf', 'file.pdf'],
    ['', 'pdf', 'file.pdf'],
    ['photo.JPG', 'jpeg', 'photo.JPG'],
    ['really.html', 'png', 'really.png'],
    ['Cost of 2.5 staff', 'pdf', 'Cost of 2.5 staff.pdf'],
    ['report.exe.pdf', 'pdf', 'report.exe.pdf'],
    ['cost.pdf. .', 'pdf', 'cost.pdf'],
    ['Cyngor Sir Gâr – adroddiad.docx', 'docx', 'Cyngor Sir Gâr – adroddiad.docx'],
    ['\ud800half.pdf', 'pdf', '\ufffdhalf.pdf'],
  ] as const)('calls %j, which is %s, %j', (name, code, called) => {
    expect(fileName(name, code)).toBe(called);
  });

  it('is never longer than the column that keeps it', () => {
    for (const name of ['x'.repeat(5_000), '😀'.repeat(500), `${'x'.repeat(5_000)}.docx`, `a.${'x'.repeat(5_000)}`]) {
      const called = fileName(name, 'docx');
      expect([...called].length).toBeLessThanOrEqual(120);
      expect(called).toMatch(/\.docx$/);
    }
  });

  it('says of a long name how it begins and ends', () => {
    expect(readableName(`${'x'.repeat(300)}.html`)).toMatch(/^x{78}…x{5}\.html$/);
  });
});

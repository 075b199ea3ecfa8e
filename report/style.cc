#include "report/style.h"

namespace cmmm::report {
namespace {

constexpr char kStyle[] = R"css(
@page { size: A4; margin: 15mm 16mm 17mm; }
@page { @bottom-left { content: 'cmmm'; font: 8pt sans-serif; color: #6b7785; }
  @bottom-right { content: counter(page) ' / ' counter(pages);
    font: 8pt sans-serif; color: #6b7785; } }
* { box-sizing: border-box; }
html { font: 10pt/1.5 'Segoe UI', 'Helvetica Neue', Arial, 'Liberation Sans',
  'Noto Sans', 'DejaVu Sans', 'Noto Sans CJK SC', sans-serif; color: #1d2733; -webkit-print-color-adjust: exact;
  print-color-adjust: exact; }
html:lang(zh-CN) { font-family: 'Microsoft YaHei', 'PingFang SC',
  'Noto Sans CJK SC', 'Source Han Sans SC', sans-serif; }
body { margin: 0; counter-reset: part; }
p { margin: 0 0 2.2mm; }
h1 { font-size: 22pt; line-height: 1.25; margin: 0 0 1mm; color: #0f2f57;
  overflow-wrap: anywhere; }
h2 { font-size: 14.5pt; margin: 0 0 3mm; padding-bottom: 1.2mm; color: #0f2f57;
  border-bottom: 0.6mm solid #0f2f57; counter-increment: part;
  break-after: avoid; }
h2::before { content: counter(part) '  '; color: #2b7a9b; white-space: pre; }
h3 { font-size: 11.5pt; margin: 4mm 0 1.5mm; color: #0f2f57;
  break-after: avoid; }
h3::first-letter { text-transform: uppercase; }
h4 { font-size: 10pt; margin: 3mm 0 1mm; break-after: avoid; }
ul { margin: 0 0 2mm; padding-left: 5mm; }
code { font: 8.5pt/1.4 Consolas, 'DejaVu Sans Mono', monospace;
  overflow-wrap: anywhere; }
table { width: 100%; border-collapse: collapse; margin: 0 0 3.5mm;
  font-size: 9pt; line-height: 1.4; }
th, td { padding: 1.1mm 1.6mm; text-align: left; vertical-align: top;
  border-bottom: 0.2mm solid #d5dce4; }
thead { display: table-header-group; }
thead th { font-weight: 600; color: #42525f; border-bottom: 0.4mm solid #8796a5;
  vertical-align: bottom; }
tr, p, .keep, .shares { break-inside: avoid; }
tfoot { display: table-row-group; }
h2 + p, h3 + p, .lead, .lead + p { break-after: avoid; }
ol { margin: 0 0 2mm; padding-left: 6mm; }
.num { text-align: right; white-space: nowrap;
  font-variant-numeric: tabular-nums; }
thead .num, thead .grade { white-space: normal; word-break: keep-all; }
.exact { color: #5b6875; font-size: 7.5pt; }
.grade { white-space: nowrap; }
.yes { color: #17663a; font-weight: 600; white-space: nowrap; }
.no { color: #a32020; font-weight: 600; white-space: nowrap; }
.open { color: #7a5a00; font-weight: 600; white-space: nowrap; }
.where { color: #5b6875; font-size: 8pt; overflow-wrap: anywhere; }
.evidence { color: #33465a; font-size: 8pt; }
.lead { font-size: 11.5pt; font-weight: 600; }
.key { color: #42525f; font-size: 8.5pt; }
.caveat { margin: 3mm 0 0; padding-top: 2mm; color: #5b6875; font-size: 8.5pt;
  border-top: 0.2mm solid #d5dce4; }
.kind { margin: 0 0 5mm; color: #2b7a9b; font-weight: 600;
  letter-spacing: 0.04em; }
header { border-top: 2.4mm solid #0f2f57; padding-top: 4mm; }
.details { color: #42525f; }
.facts { display: flex; flex-wrap: wrap; gap: 0.4mm 6mm; margin: 2mm 0 5mm;
  font-size: 9pt; color: #42525f; }
.fact b { color: #1d2733; font-weight: 600; }
.verdict { display: flex; gap: 7mm; align-items: center; margin: 0 0 5mm; }
.badge { flex: 0 0 42mm; padding: 5mm 3mm; text-align: center; color: #ffffff;
  background: #0f2f57; border-radius: 2mm; }
.badge-note { font-size: 9pt; color: #c3d5e6; }
.badge-level { font-size: 23pt; font-weight: 700; line-height: 1.25;
  white-space: nowrap; }
.badge-level::first-letter, .badge-name::first-letter {
  text-transform: uppercase; }
.badge-name { font-size: 11.5pt; }
.sentences { font-size: 10pt; line-height: 1.42; }
.sentences p { margin: 0 0 1.1mm; }
.sentences p:first-child { font-size: 12pt; font-weight: 600;
  color: #0f2f57; }
.figures { display: grid; grid-template-columns: repeat(4, 1fr); gap: 3mm;
  margin: 0 0 4.5mm; }
.figure { padding: 2.6mm 3mm; border: 0.3mm solid #c7d2dc; border-radius: 1.5mm;
  background: #f5f8fa; min-width: 0; }
.figure-name { font-size: 8.5pt; color: #42525f; }
.figure-value { font-size: 16pt; font-weight: 700; color: #0f2f57;
  line-height: 1.35; font-variant-numeric: tabular-nums; }
.figure-note { font-size: 7.5pt; line-height: 1.35; color: #5b6875;
  overflow-wrap: anywhere; }
.first-steps { margin: 4mm 0 0; font-size: 9pt; line-height: 1.42; }
.first-steps li { margin: 0 0 0.9mm; }
.first-steps h3 { margin-top: 0; }
.levels td { vertical-align: middle; }
.level, .result { white-space: nowrap; }
.bars { width: 36%; }
.bar { position: relative; height: 3.6mm; background: #e6ebf0;
  border-radius: 0.6mm; }
.bar-fill { height: 100%; background: #8fa3b5; border-radius: 0.6mm; }
.bar.yes .bar-fill { background: #2b7a9b; }
.bar-mark { position: absolute; top: -0.9mm; bottom: -0.9mm; width: 0;
  border-left: 0.5mm solid #a32020; }
.shares td { vertical-align: middle; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 8mm; }
.short { columns: 2; column-gap: 6mm; font-size: 8pt; line-height: 1.45;
  padding-left: 0; list-style: none; }
.short li { break-inside: avoid; overflow-wrap: anywhere; }
.small { font-size: 8pt; line-height: 1.35; }
.small td, .small th { padding: 0.6mm 1.6mm; }
.small .where { font-size: 7pt; }
.matrix { font-size: 8.5pt; }
.matrix td, .matrix th { padding: 0.75mm 1.6mm; }
.matrix tr.group td { font-weight: 700; color: #0f2f57;
  border-top: 0.4mm solid #8796a5; }
.matrix tr td:first-child { padding-left: 4mm; }
.matrix tr.group td:first-child, .matrix tfoot td:first-child {
  padding-left: 1.6mm; }
.matrix tfoot td { font-weight: 700; border-top: 0.5mm solid #0f2f57; }
.matrix .cell { text-align: center; white-space: nowrap; width: 11%;
  font-variant-numeric: tabular-nums; }
.sign { display: inline-block; width: 4.2mm; text-align: left; }
td.met { background: #d3ead9; }
td.part { background: #fbf0d0; }
td.none { background: #f7dcd9; }
.milestone td { font-weight: 700; color: #17663a; background: #e4f2e8; }
.facts-table th { width: 30%; font-weight: 600; color: #42525f; }
.verdict-cell { width: 20mm; }
.why { width: 30%; }
.radar { display: block; width: 100%; height: auto; margin: 0 auto 3mm; }
.radar text { font-size: 11px; fill: #1d2733; }
.radar tspan { font-weight: 700; fill: #2b7a9b; }
.radar .radar-scale { font-size: 8.5px; fill: #6b7785; }
.radar-ring { fill: none; stroke: #ccd5dd; stroke-width: 0.8; }
.radar-held { fill: none; stroke: #a32020; stroke-width: 1.6;
  stroke-dasharray: 6 4; }
.radar-spoke { stroke: #dfe5ea; stroke-width: 0.8; }
.radar-area { fill: #2b7a9b; fill-opacity: 0.22; stroke: #2b7a9b;
  stroke-width: 1.8; stroke-linejoin: round; }
.radar-dot { fill: #0f2f57; }
@media print {
  section { margin: 0 0 7mm; }
  .front { break-after: page; }
  .closing { break-before: page; }
}
@media screen {
  body { background: #e9edf1; }
  main { max-width: 210mm; margin: 0 auto; }
  section { background: #ffffff; margin: 6mm 0; padding: 12mm 14mm;
    box-shadow: 0 0.4mm 2mm rgba(15, 47, 87, 0.16); }
}
@media screen and (max-width: 700px) {
  section { padding: 6mm 5mm; overflow-x: auto; }
  .verdict { display: block; }
  .badge { margin-bottom: 4mm; }
  .figures, .pair { grid-template-columns: 1fr 1fr; }
  .short { columns: 1; }
}
)css";

}  // namespace

const char* PageStyle() { return kStyle; }

}  // namespace cmmm::report

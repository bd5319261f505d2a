// Reads calendars with ical.js: a JSON list of texts on standard input, a JSON list of lists of events on standard output.
import { readFileSync } from "node:fs";

const { default: ICAL } = await import(process.argv[2]);
const moment = (time) => (time.isDate ? time.toString() : time.toJSDate().toISOString().replace(".000Z", "Z"));

const read = (text) => {
  const calendar = new ICAL.Component(ICAL.parse(text));
  for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
  return calendar.getAllSubcomponents("vevent").map((component) => {
    const event = new ICAL.Event(component);
    return {
      uid: event.uid,
      start: moment(event.startDate),
      end: moment(event.endDate),
      summary: event.summary ?? "",
      description: event.description ?? "",
      location: event.location ?? "",
      status: component.getFirstPropertyValue("status"),
      sequence: event.sequence,
    };
  });
};

console.log(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(read)));

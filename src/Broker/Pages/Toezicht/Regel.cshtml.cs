using Microsoft.AspNetCore.Mvc;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Oversight;
using ZioExchange.Broker.Oversight.Reports;
using ZioExchange.Broker.Oversight.Search;
using ZioExchange.Broker.Pages.Words;

namespace ZioExchange.Broker.Pages.Toezicht;

/// <summary>/toezicht/logboek/{volgnummer}: one entry in words, decided again, with its proof. Another organisation's entry is 404, logged.</summary>
public sealed class RegelModel(OversightLog log, EntryTelling telling, EntryDetails details, ExportNames names, CodeWords codes, PageWords words) : OfficerPage(log, words)
{
    public LogRecord Record { get; private set; } = null!;

    /// <summary>For whom an employee acted, by the pseudonym of this organisation: another one that sees the same entry reads another.</summary>
    public string? OnBehalfOf { get; private set; }

    public EntryLine Line { get; private set; } = null!;

    public string Sentence { get; private set; } = "";

    public Replay? Replay { get; private set; }

    public IReadOnlyList<GrantLine> Grants { get; private set; } = [];

    public LineList Neighbours { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(long volgnummer, CancellationToken ct)
    {
        if (await Log.FindAsync(Officer, volgnummer, "ENTRY", ct) is not { } record)
        {
            return NotFound();
        }

        Record = record;
        OnBehalfOf = record.Actor?.OnBehalfOf is { } person ? names.Family(Officer.Organisation, person) : null;
        Line = (await telling.LinesAsync(Officer, [record], ct))[0];
        Sentence = Words["toezicht.sentence", Words.Date(DutchTime.DayOf(record.Moment)), Line.Organisation, Words[$"toezicht.{Line.Act}"].ToLowerInvariant(), codes.Purpose(record.Purpose)].TrimEnd();
        Replay = details.Replay(record);
        Grants = await details.GrantsAsync(record, ct);
        var neighbours = await Log.NeighboursAsync(Officer, record, ct);
        Neighbours = new LineList(Words["toezicht.neighbours"], await telling.LinesAsync(Officer, neighbours, ct), null);
        return Page();
    }
}

using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using ZioExchange.Broker.ConsentRegister.Api.Catalogues;
using ZioExchange.Broker.Directory;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Oversight.Search;
using ZioExchange.Broker.Pages.Words;
using ZioExchange.Consent.Policies;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Pages.Toezicht;

/// <summary>/toezicht/toetredingen: who acceded to the convenant for which rows, how many agreements between two parties that saved, and the papers made from those rows. The same as /api/v1/afspraken.</summary>
public sealed class ToetredingenModel(Accessions accessions, PartnerDirectory directory, Policy policy, TimeProvider clock, OversightLog log, PageWords words) : OfficerPage(log, words)
{
    /// <summary>By name of the organisation.</summary>
    public IReadOnlyList<(string Organisation, Accession Accession)> Lines { get; private set; } = [];

    public SavedAgreements Saved { get; private set; } = new(0, 0, 0);

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LookAsync("ACCESSIONS", ct);
        var held = await HeldAsync(ct);
        var names = (await directory.AllAsync(ct)).ToDictionary(organisation => organisation.Id, organisation => organisation.Name);
        Lines = [.. held.Select(each => (names[each.Organisation], each)).OrderBy(line => line.Item1, StringComparer.Ordinal)];
        Saved = SavedAgreements.By(held, accessions);
    }

    public async Task<IActionResult> OnGetBijlageAsync(CancellationToken ct)
    {
        await LookAsync("ART28_ANNEX", ct);
        return Paper(ProcessorAnnex.Of(policy, accessions.RowsInUse(await HeldAsync(ct))), "verwerkersbijlage.json");
    }

    public async Task<IActionResult> OnGetRegelingAsync(CancellationToken ct)
    {
        await LookAsync("ART26_SUMMARY", ct);
        return Paper(ArrangementSummary.Of(policy, accessions.RowsInUse(await HeldAsync(ct)), await directory.AllAsync(ct)), "onderlinge-regeling.json");
    }

    /// <summary>Numbers that follow one another as one: M01–M03, M05.</summary>
    internal static string Ranges(IEnumerable<string> rows)
    {
        var ranges = new List<(string First, string Last)>();
        foreach (var row in rows.Order(StringComparer.Ordinal))
        {
            if (ranges.Count > 0 && NumberOf(row) == NumberOf(ranges[^1].Last) + 1)
            {
                ranges[^1] = (ranges[^1].First, row);
            }
            else
            {
                ranges.Add((row, row));
            }
        }

        return string.Join(", ", ranges.Select(range => range.First == range.Last ? range.First : $"{range.First}–{range.Last}"));
    }

    private static int? NumberOf(string row) => int.TryParse(row.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private Task<IReadOnlyList<Accession>> HeldAsync(CancellationToken ct) => accessions.OnAsync(DutchCalendar.DayOf(clock.GetUtcNow()), ct);

    private FileContentResult Paper<T>(T paper, string name) => File(JsonSerializer.SerializeToUtf8Bytes(paper, BrokerJson.CamelCase), "application/json", name);
}

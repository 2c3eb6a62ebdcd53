using System.Security.Cryptography;
using System.Text.Json;
using System.Xml;
using ZioExchange.Adapters.Mapping.Plans;
using ZioExchange.Adapters.Mapping.Reports;

namespace ZioExchange.Adapters.Mapping.Running;

/// <summary>One document through one table: recognise, run, gather the result. Readers' own exceptions become refusals here.</summary>
internal static class DocumentMapper
{
    public static MappedDossier Map(
        SourceDocument document,
        Candidates candidates,
        CategoryBits bits,
        ulong categories,
        DateOnly? now,
        SubjectIdentity? subject,
        bool withReport,
        IResourceSink sink)
    {
        XmlReader? reader = null;
        try
        {
            var plan = Recogniser.Find(candidates, document.Content, out reader);
            var setting = new RunSetting(
                categories, now, document.PartySystem, document.PartyValue, subject, IdPrefix(document.Content.Span, subject), withReport);
            return Run(document, reader, plan, bits, setting, sink);
        }
        catch (XmlException fault)
        {
            if (Encodings.Unreadable(document.Content.Span) is { } encoding)
            {
                throw new SourceRefusedException(RefusalCode.NotReadable, $"The XML is in the encoding {encoding}, which is not read.", "Send XML in UTF-8.");
            }

            throw new SourceRefusedException(
                RefusalCode.NotReadable, $"The XML cannot be read{(fault.LineNumber > 0 ? $", line {fault.LineNumber}" : "")}: it is truncated, holds a DTD, or is not well-formed.", "Send well-formed XML without DTD.");
        }
        catch (InvalidOperationException) when (reader is null)
        {
            // The JSON reader's way to say that an escape stands for half a character.
            throw new SourceRefusedException(RefusalCode.NotReadable, "A text holds an escape that is no character.", "Send well-formed JSON.");
        }
        catch (JsonException fault)
        {
            throw new SourceRefusedException(
                RefusalCode.NotReadable, $"The JSON cannot be read, line {(fault.LineNumber ?? 0) + 1}: it is truncated, too deep, or not well-formed.", "Send well-formed JSON.");
        }
        finally
        {
            reader?.Dispose();
        }
    }

    private static MappedDossier Run(
        SourceDocument document, XmlReader? reader, MappingPlan plan, CategoryBits bits, RunSetting setting, IResourceSink sink)
    {
        if (reader is null && plan.IsOfOneChild && HasSecret(document, plan, bits, setting))
        {
            setting = setting with { IsSecret = true };
        }

        var run = plan.Pool.Rent(plan, bits);
        run.Begin(setting, sink);
        if (reader is not null)
        {
            XmlSource.Read(reader, plan, run.Document);
        }
        else
        {
            JsonSource.Read(document.Content, plan, run.Document);
        }

        var dossier = Gather(run.State, sink);
        plan.Pool.Return(run);
        return dossier;
    }

    /// <summary>Reads all of the document for nothing else: what is written first may be about the child that the last record keeps secret. Whatever is permitted, every rule is asked.</summary>
    private static bool HasSecret(SourceDocument document, MappingPlan plan, CategoryBits bits, RunSetting setting)
    {
        var run = plan.Pool.Rent(plan, bits);
        run.Begin(setting with { Categories = bits.All, WithCoverage = false }, new NoSink());
        JsonSource.Read(document.Content, plan, run.Document);
        var found = run.State.HasSecret;
        plan.Pool.Return(run);
        return found;
    }

    private static MappedDossier Gather(RunState state, IResourceSink sink)
    {
        var plan = state.Plan;
        var issues = state.Issues.Finish();
        return new MappedDossier(
            plan.Source,
            plan.Dialect,
            sink is ResourceList list ? list.Resources : [],
            Manifest(state),
            issues,
            state.Issues.Count,
            state.Subjects,
            state.Coverage is { } coverage ? Report(state, coverage, issues) : null);
    }

    private static List<ReleasedElement> Manifest(RunState state)
    {
        var released = state.Released;
        var manifest = new List<ReleasedElement>(released.AsSpan().Count(true));
        for (var row = released.AsSpan().IndexOf(true); row >= 0 && row < released.Length; row++)
        {
            if (released[row])
            {
                manifest.Add(state.Plan.Rows[row].Released);
            }
        }

        return manifest;
    }

    private static CoverageReport Report(RunState state, CoverageTree coverage, IReadOnlyList<MappingIssue> issues)
    {
        var leaves = coverage.Leaves().ToList();
        var plan = state.Plan;
        return new CoverageReport(
            plan.Source,
            plan.Dialect,
            [.. plan.Rows.Select(row => new CoverageRule(row.Rule, row.Row.Category, state.Runs[row.Index]))],
            [.. leaves.Where(leaf => leaf.Node.Status == CoverageStatus.Used).Select(leaf => leaf.Path)],
            [.. leaves.Where(leaf => leaf.Node.Status == CoverageStatus.Ignored).Select(leaf => new CoverageIgnored(leaf.Path, leaf.Node.Why))],
            [.. leaves.Where(leaf => leaf.Node.Status == CoverageStatus.Forgotten).Select(leaf => leaf.Path)],
            issues,
            state.RequiredFilled,
            [.. state.RequiredMissing.Order().Select(index => plan.Rows[index].Rule)]);
    }

    private sealed class NoSink : IResourceSink
    {
        public void Add(ReadOnlySpan<byte> resource)
        {
        }
    }

    /// <summary>Same document and key, same ids. With the broker's key an id cannot be used to guess at what was withheld.</summary>
    private static string IdPrefix(ReadOnlySpan<byte> content, SubjectIdentity? subject)
    {
        Span<byte> hash = stackalloc byte[32];
        if (subject is { IdKey.IsEmpty: false })
        {
            HMACSHA256.HashData(subject.IdKey.Span, content, hash);
        }
        else
        {
            SHA256.HashData(content, hash);
        }

        return Convert.ToHexStringLower(hash[..10]);
    }
}

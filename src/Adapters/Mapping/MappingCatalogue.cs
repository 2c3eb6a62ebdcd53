using System.Collections.Frozen;
using ZioExchange.Adapters.Fhir;
using ZioExchange.Adapters.Mapping.CodeMaps;
using ZioExchange.Adapters.Mapping.Plans;
using ZioExchange.Adapters.Mapping.Running;
using ZioExchange.Adapters.Mapping.Tables;
using ZioExchange.Consent.Decisions;

namespace ZioExchange.Adapters.Mapping;

/// <summary>All mapping tables, read, checked and compiled. Load once for the process: immutable and safe for all threads.</summary>
public sealed class MappingCatalogue
{
    private readonly IReadOnlyList<MappingPlan> _plans;
    private readonly CategoryBits _bits;
    private readonly FrozenDictionary<string, Candidates> _candidates;

    private MappingCatalogue(IReadOnlyList<MappingPlan> plans, CategoryBits bits)
    {
        (_plans, _bits) = (plans, bits);
        _candidates = plans.SelectMany(plan => new[] { plan.Source, plan.Dialect }).Distinct().ToFrozenDictionary(
            name => name, name => new Candidates([.. plans.Where(plan => plan.Source == name || plan.Dialect == name)]), StringComparer.Ordinal);
    }

    /// <summary>What there is, in order of dialect.</summary>
    public IReadOnlyList<MappingTableInfo> Tables =>
        [.. _plans.OrderBy(plan => plan.Dialect, StringComparer.Ordinal).Select(plan => new MappingTableInfo(
            plan.File, plan.Source, plan.Dialect, plan.Standard, plan.IsXml ? "xml" : "json", plan.Rows.Count))];

    internal IReadOnlyList<MappingPlan> Plans => _plans;

    /// <summary>Reads and checks everything.</summary>
    /// <param name="tables">File name and CSV text of each table.</param>
    /// <param name="codeMaps">File name and JSON text of each ConceptMap; other JSON resources are passed over.</param>
    /// <param name="types">The FHIR type table.</param>
    /// <param name="categories">The category codes that the policy knows.</param>
    /// <exception cref="MappingFaultsException">Something is wrong; holds every fault of every file.</exception>
    public static MappingCatalogue Load(
        IEnumerable<(string FileName, string Text)> tables,
        IEnumerable<(string FileName, string Text)> codeMaps,
        FhirTypes types,
        IEnumerable<string> categories)
    {
        var faults = new FaultList();
        var maps = new Dictionary<string, CodeMap>(StringComparer.Ordinal);
        foreach (var (file, text) in codeMaps)
        {
            CodeMapReader.Read(file, text, maps, faults);
        }

        var bits = new CategoryBits(categories);
        var setting = new CompileSetting(types, bits, maps, faults, new(StringComparer.Ordinal));
        var plans = new List<MappingPlan>();
        foreach (var (file, text) in tables.OrderBy(table => table.FileName, StringComparer.Ordinal))
        {
            var rows = TableReader.Read(file, text, faults);
            if (rows.Count > 0)
            {
                plans.Add(PlanBuilder.Build(file, rows, setting));
            }
        }

        foreach (var same in plans.GroupBy(plan => plan.Dialect).Where(same => same.Count() > 1))
        {
            faults.Add(same.Last().File, 1, $"The dialect {same.Key} stands also in {same.First().File}.", "Give each table its own #dialect.");
        }

        return faults.Count == 0 ? new(plans, bits) : throw new MappingFaultsException(faults.InOrder());
    }

    /// <summary>Maps what the permit allows. Rows of other categories do not run.</summary>
    /// <exception cref="SourceRefusedException">The document cannot be used; nothing of it is released.</exception>
    /// <remarks>The caller compares <see cref="MappedDossier.Subjects"/> with the child of the permit before it releases anything.</remarks>
    public MappedDossier Run(SourceDocument document, ExchangePermit permit, SubjectIdentity subject)
    {
        ArgumentNullException.ThrowIfNull(permit);
        ArgumentNullException.ThrowIfNull(subject);
        var bits = Bits(permit.Categories.Select(category => category.Code));
        var day = DateOnly.FromDateTime(permit.DecidedAt.ToOffset(Conversions.DutchDates.OffsetAt(permit.DecidedAt)).DateTime);
        return Execute(document, bits, day, subject, withReport: false, new ResourceList());
    }

    /// <summary>Maps without a permit, for <c>zio map</c>: reads a document that is already there and cannot fetch one.</summary>
    /// <param name="document">The document.</param>
    /// <param name="request">Categories, day and report.</param>
    /// <param name="sink">Takes the resources; null gathers them in the result.</param>
    /// <exception cref="SourceRefusedException">The document cannot be used.</exception>
    public MappedDossier Preview(SourceDocument document, PreviewRequest request, IResourceSink? sink = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        var bits = request.Categories is null ? _bits.All : Bits(request.Categories);
        return Execute(document, bits, request.Now, null, request.WithReport, sink ?? new ResourceList());
    }

    /// <summary>Whether SOURCE of <c>zio map</c> names a source or a dialect.</summary>
    public bool Knows(string source) => _candidates.ContainsKey(source);

    /// <summary>Whether the policy knows this category.</summary>
    public bool KnowsCategory(string code) => _bits.Of(code) != 0;

    private ulong Bits(IEnumerable<string> categories) => categories.Aggregate(0UL, (bits, code) => bits | _bits.Of(code));

    private MappedDossier Execute(
        SourceDocument document, ulong categories, DateOnly? now, SubjectIdentity? subject, bool withReport, IResourceSink sink)
    {
        ArgumentNullException.ThrowIfNull(document);
        if (!_candidates.TryGetValue(document.Source, out var candidates))
        {
            throw new SourceRefusedException(RefusalCode.NotThisFormat, "There is no table for this source.", "See 'mappings list'.");
        }

        return DocumentMapper.Map(document, candidates, _bits, categories, now, subject, withReport, sink);
    }
}

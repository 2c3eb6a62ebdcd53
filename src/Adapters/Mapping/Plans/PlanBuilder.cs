using ZioExchange.Adapters.Mapping.Conversions;
using ZioExchange.Adapters.Mapping.Tables;

namespace ZioExchange.Adapters.Mapping.Plans;

/// <summary>Makes a plan of one table and tells every fault it meets on the way.</summary>
internal sealed class PlanBuilder
{
    private readonly CompileSetting _setting;
    private readonly string _file;
    private readonly Declarations _declarations;
    private readonly SourceTree _tree;
    private readonly List<MappingRow> _rows;
    private readonly List<RowPlan> _plans = [];
    private readonly List<(RowPlan Row, TargetPath Path)> _targets = [];

    private PlanBuilder(string file, IReadOnlyList<MappingRow> rows, CompileSetting setting)
    {
        (_file, _setting) = (file, setting);
        _rows = [.. rows.Where(row => !row.IsDeclaration)];
        _declarations = new Declarations(file, rows, setting.Faults);
        _tree = new SourceTree(_declarations.IsXml, _declarations.TopIsArray);
    }

    private FaultList Faults => _setting.Faults;

    /// <summary>The plan is of use only when no fault was added.</summary>
    public static MappingPlan Build(string file, IReadOnlyList<MappingRow> rows, CompileSetting setting) =>
        new PlanBuilder(file, rows, setting).Build();

    private MappingPlan Build()
    {
        AddContexts();
        var compiler = new RowCompiler(_tree, _setting, _plans, _targets);
        foreach (var row in _rows)
        {
            compiler.Add(row);
        }

        var targets = new TargetBuilder(_setting, _declarations.Extensions(), _tree.Contexts);
        targets.Build(_targets);
        GuardBinder.Bind(_declarations, _tree, _plans, targets.Instances, Faults);
        targets.Finish(_plans);
        var structure = new StructureBinder(_declarations, _tree, Faults);
        structure.Bind();
        PatientReach.Bind(targets.Instances, (instance, fault, remedy) => Faults.Add(Home(instance), fault, remedy));
        _tree.Link();
        compiler.CheckReach();
        foreach (var row in _plans)
        {
            row.IsSilentWhenEmpty = row.Conversion.ReadsSource && !row.Required && row.Sources.Length > 0
                && row.Sources.All(slot => slot.Up >= 0) && SharedGuard.IsShareable(row);
        }

        return new MappingPlan
        {
            File = _file,
            Source = _declarations.Text("#source"),
            Dialect = _declarations.Text("#dialect"),
            Standard = _declarations.Text("#standard"),
            Tree = _tree,
            Root = _declarations.IsXml ? _declarations.Text("#root") : "",
            Namespaces = _declarations.Namespaces(),
            Matches = structure.Matches,
            Rows = _plans,
            Instances = targets.Instances,
            Subjects = structure.Subjects,
            Versions = structure.Versions,
            Dummies = _declarations.Notes("#dummy"),
            Ignored = _declarations.Notes("#ignore"),
            IsOfOneChild = _declarations.All("#one-child").Any(),
            Names = StructureBinder.Names(_tree.Document),
        };
    }

    private MappingRow Home(InstancePlan instance) => _targets.First(target => target.Path.Key == instance.Key).Row.Row;

    private void AddContexts()
    {
        foreach (var row in _declarations.All("#children"))
        {
            _tree.Walk(row.Context, _tree.Top, out _);   // says which elements repeat
        }

        var nodes = new List<SourceNode>();
        var guarded = _declarations.All("#when").Concat(_declarations.All("#drop")).Concat(_declarations.All("#suppress")).Concat(_declarations.All("#restrict"));
        foreach (var row in _rows.Concat(guarded))
        {
            if (!row.Context.StartsWith('/') || _tree.Walk(row.Context, _tree.Top, out var fault) is not { } node)
            {
                Faults.Add(row, $"The context '{row.Context}' cannot be read.", "Write an absolute path such as /Bericht/Client, or / for the whole document.");
            }
            else if (!ConversionFactory.IsStructural(row.Conversion))
            {
                nodes.Add(node);
            }
        }

        // What repeats around a context is one too: else a fact in the second of them would have the place, and so the id, of one in the first.
        _tree.AddContexts(nodes.Concat(nodes.SelectMany(node => node.Around().Where(outer => outer.Repeats))));
    }
}

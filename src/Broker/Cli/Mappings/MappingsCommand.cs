using System.CommandLine;

namespace ZioExchange.Broker.Cli.Mappings;

/// <summary>Reads the arguments of <c>mappings list|check|diff OLD NEW|export DIR</c>.</summary>
internal static class MappingsCommand
{
    /// <param name="schemas">The folder <c>schemas</c>.</param>
    public static Command Command(string schemas, TextWriter output, TextWriter messages)
    {
        var verb = new MappingsVerb(schemas, output, messages);
        var list = new Command("list", "the tables, one a line");
        list.SetAction(_ => verb.List());
        var check = new Command("check", "read all tables and name every fault");
        check.SetAction(_ => verb.Check());

        var old = new Argument<string>("OLD") { Description = "a folder of tables" };
        var changed = new Argument<string>("NEW") { Description = "the same folder, changed" };
        var diff = new Command("diff", "what a changed table would release more or less, per category") { old, changed };
        diff.SetAction(parsed => verb.Diff(parsed.GetRequiredValue(old), parsed.GetRequiredValue(changed)));

        var folder = new Argument<string>("DIR") { Description = "a folder; it is made when absent" };
        var export = new Command("export", "write the tables as FHIR StructureMap and ConceptMap") { folder };
        export.SetAction(parsed => verb.ExportTo(parsed.GetRequiredValue(folder)));
        return new Command("mappings", "the mapping tables") { list, check, diff, export };
    }
}

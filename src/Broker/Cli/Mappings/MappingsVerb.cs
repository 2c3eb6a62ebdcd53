using ZioExchange.Adapters.Mapping.Export;
using ZioExchange.Adapters.Mapping.Reports;
using ZioExchange.Adapters.Mapping.Tables;

namespace ZioExchange.Broker.Cli.Mappings;

/// <summary>What the verbs under <c>mappings</c> do. Exit codes: 0 done, 1 faults or differences found, 65 a file that cannot be read.</summary>
/// <param name="schemas">The folder <c>schemas</c>.</param>
/// <param name="output">Standard output.</param>
/// <param name="messages">Standard error.</param>
internal sealed class MappingsVerb(string schemas, TextWriter output, TextWriter messages)
{
    public int List() => Guarded(() =>
    {
        foreach (var table in MappingFolder.Load(schemas).Tables)
        {
            output.WriteLine($"{table.Source,-12} {table.Dialect,-28} {table.Format,-5} {table.Rows,4} rows  {table.Standard}  ({table.File})");
        }

        return ExitCodes.Good;
    });

    public int Check() => Guarded(() =>
    {
        var catalogue = MappingFolder.Load(schemas);
        output.WriteLine($"{catalogue.Tables.Count} tables, {catalogue.Tables.Sum(table => table.Rows)} rows: no faults.");
        return ExitCodes.Good;
    });

    public int Diff(string old, string changed) => Guarded(() =>
    {
        var lines = TableDifference.Between(MappingFolder.Load(schemas, old), MappingFolder.Load(schemas, changed));
        foreach (var line in lines)
        {
            output.WriteLine(line);
        }

        return lines.Count == 0 ? ExitCodes.Good : ExitCodes.Finding;
    });

    public int ExportTo(string folder) => Guarded(() =>
    {
        var catalogue = MappingFolder.Load(schemas);
        System.IO.Directory.CreateDirectory(folder);
        foreach (var (name, json) in StructureMapExport.Write(catalogue))
        {
            File.WriteAllBytes(Path.Combine(folder, name), json);
        }

        foreach (var map in System.IO.Directory.GetFiles(Path.Combine(schemas, "fhir"), "ConceptMap-*.json"))
        {
            File.Copy(map, Path.Combine(folder, Path.GetFileName(map)), overwrite: true);
        }

        messages.WriteLine($"{catalogue.Tables.Count} tables exported.");
        return ExitCodes.Good;
    });

    private int Guarded(Func<int> act)
    {
        try
        {
            return act();
        }
        catch (MappingFaultsException faults)
        {
            foreach (var fault in faults.Faults)
            {
                output.WriteLine(fault);
            }

            messages.WriteLine($"{faults.Faults.Count} faults.");
            return ExitCodes.Finding;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            messages.WriteLine("A file or folder cannot be read or written. Check its name and rights.");
            return ExitCodes.BadInput;
        }
    }
}

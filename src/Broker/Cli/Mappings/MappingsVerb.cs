using ZioExchange.Adapters.Mapping;
using ZioExchange.Adapters.Mapping.Export;
using ZioExchange.Adapters.Mapping.Reports;
using ZioExchange.Adapters.Mapping.Tables;

namespace ZioExchange.Broker.Cli.Mappings;

/// <summary><c>zio mappings list|check|diff OLD NEW|export DIR</c>.</summary>
public static class MappingsVerb
{
    private const string Usage = "Usage: zio mappings list | check | diff OLD NEW | export DIR";

    /// <summary>Exit codes: 0 done, 1 faults or differences found, 2 bad usage, 65 a file that cannot be read.</summary>
    /// <param name="args">What follows the word <c>mappings</c>.</param>
    /// <param name="schemas">The folder <c>schemas</c>.</param>
    /// <param name="output">Standard output.</param>
    /// <param name="messages">Standard error.</param>
    public static int Run(IReadOnlyList<string> args, string schemas, TextWriter output, TextWriter messages)
    {
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(messages);
        try
        {
            return (args.Count, args.Count > 0 ? args[0] : "") switch
            {
                (1, "list") => List(MappingFolder.Load(schemas), output),
                (1, "check") => Check(MappingFolder.Load(schemas), output),
                (3, "diff") => Diff(MappingFolder.Load(schemas, args[1]), MappingFolder.Load(schemas, args[2]), output),
                (2, "export") => ExportTo(MappingFolder.Load(schemas), schemas, args[1], messages),
                _ => Bad(messages),
            };
        }
        catch (MappingFaultsException faults)
        {
            foreach (var fault in faults.Faults)
            {
                output.WriteLine(fault);
            }

            messages.WriteLine($"{faults.Faults.Count} faults.");
            return 1;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            messages.WriteLine("A file or folder cannot be read or written. Check its name and rights.");
            return 65;
        }
    }

    private static int Bad(TextWriter messages)
    {
        messages.WriteLine(Usage);
        return 2;
    }

    private static int List(MappingCatalogue catalogue, TextWriter output)
    {
        foreach (var table in catalogue.Tables)
        {
            output.WriteLine($"{table.Source,-12} {table.Dialect,-28} {table.Format,-5} {table.Rows,4} rows  {table.Standard}  ({table.File})");
        }

        return 0;
    }

    private static int Check(MappingCatalogue catalogue, TextWriter output)
    {
        output.WriteLine($"{catalogue.Tables.Count} tables, {catalogue.Tables.Sum(table => table.Rows)} rows: no faults.");
        return 0;
    }

    private static int Diff(MappingCatalogue old, MappingCatalogue changed, TextWriter output)
    {
        var lines = TableDifference.Between(old, changed);
        foreach (var line in lines)
        {
            output.WriteLine(line);
        }

        return lines.Count == 0 ? 0 : 1;
    }

    private static int ExportTo(MappingCatalogue catalogue, string schemas, string folder, TextWriter messages)
    {
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
        return 0;
    }
}

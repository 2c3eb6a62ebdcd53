using ZioExchange.Adapters.Fhir;

namespace ZioExchange.Adapters.Tests.Fhir;

/// <summary>The committed type table, loaded once, and the folder it stands in.</summary>
internal static class FhirTable
{
    public static string Schemas { get; } = Path.Combine(Root(), "schemas", "fhir");

    public static FhirTypes Types { get; } = FhirTypes.Load(File.ReadAllText(Path.Combine(Schemas, "r4-types.txt")));

    /// <summary>The repository's root: the folder above the tests that holds the solution.</summary>
    public static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ZioExchange.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("The tests run outside the repository: ZioExchange.sln is in no folder above.");
    }
}

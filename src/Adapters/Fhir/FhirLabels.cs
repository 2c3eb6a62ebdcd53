namespace ZioExchange.Adapters.Fhir;

/// <summary>Security labels: meta.security names every data category of which a resource holds an element.</summary>
public static class FhirLabels
{
    /// <summary>Adds the categories that are not there yet, in ordinal order.</summary>
    public static void Add(FhirObject resource, IEnumerable<string> categories)
    {
        ArgumentNullException.ThrowIfNull(categories);
        var there = Of(resource);
        foreach (var category in categories.Except(there).Order(StringComparer.Ordinal))
        {
            resource.Child("meta").Child("security").Put("system", FhirSystems.DataCategory).Put("code", category);
        }
    }

    /// <summary>The data categories that the resource is labelled with, in order.</summary>
    public static IReadOnlyList<string> Of(FhirObject resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return [.. resource.Children("meta").SelectMany(meta => meta.Children("security"))
            .Where(label => label.Text("system") == FhirSystems.DataCategory)
            .Select(label => label.Text("code")!)];
    }
}

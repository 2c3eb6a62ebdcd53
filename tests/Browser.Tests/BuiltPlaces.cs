using System.Reflection;

namespace ZioExchange.Browser.Tests;

/// <summary>Where the build put things, as the project file tells it.</summary>
internal static class BuiltPlaces
{
    /// <summary>The broker's own zio.dll, beside its configuration and static files.</summary>
    public static string BrokerProgram => Told("BrokerProgram");

    public static string Repository => Told("Repository");

    /// <summary>Ignored by git; kept for people to look at.</summary>
    public static string Screenshots => Told("Screenshots");

    private static string Told(string key) => typeof(BuiltPlaces).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == key).Value!;
}

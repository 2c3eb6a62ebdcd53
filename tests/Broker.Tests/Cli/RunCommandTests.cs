using System.Diagnostics;
using Xunit;

namespace ZioExchange.Broker.Tests.Cli;

/// <summary>The README's run command, from the folder of the person who types it.</summary>
public sealed class RunCommandTests
{
    [Fact]
    public async Task A_file_named_to_a_verb_is_sought_in_the_folder_of_the_caller()
    {
        var ct = TestContext.Current.CancellationToken;
        var folder = System.IO.Directory.CreateTempSubdirectory("zio-run-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "vragen.json"), "[]", ct);
            var here = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));   // tests/Broker.Tests/bin/<configuration>/<framework>
            var project = Path.Combine(here.FullName, "..", "..", "..", "..", "..", "src", "Broker");
            var start = new ProcessStartInfo("dotnet", ["run", "--no-build", "--configuration", here.Parent!.Name, "--project", project, "--", "decide", "vragen.json"])
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using var process = Process.Start(start)!;
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(ct), process.StandardError.ReadToEndAsync(ct));
            await process.WaitForExitAsync(ct);

            Assert.True(process.ExitCode == 0, await output + await errors);
            Assert.Empty(await output);
        }
        finally
        {
            System.IO.Directory.Delete(folder, recursive: true);
        }
    }
}

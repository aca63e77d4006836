using System.Globalization;
using System.Text.Json;
using PrivateApi.Calls.Lambda;
using PrivateApi.Tests.Peers;

namespace PrivateApi.Tests.Fuzz;

/// <summary>The probe's Python: events from whoever may invoke it, and answers from whatever listens at the other end.</summary>
public sealed class ProbeEventFuzzTests
{
    [Fact]
    public async Task The_probe_answers_to_a_damaged_event_and_to_a_damaged_server()
    {
        string file = Path.Combine(Directory.CreateTempSubdirectory("privateapi-fuzz").FullName, "probe.py");
        await File.WriteAllTextAsync(file, ProbePackage.Source, TestContext.Current.CancellationToken);
        JsonElement done = await Peer.PythonAsync(
            "probe_fuzz.py",
            file,
            FuzzRun.First.ToString(CultureInfo.InvariantCulture),
            FuzzRun.Count.ToString(CultureInfo.InvariantCulture)
        );
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        FuzzRun.Tell(done.GetProperty("summary").GetString()!);
        Assert.True(done.GetProperty("foreign").GetArrayLength() == 0, done.GetProperty("foreign").ToString());
        Assert.Equal(FuzzRun.Count, done.GetProperty("inputs").GetInt32());

        // Mutations that refused everything, or nothing, would find nothing.
        Assert.All(
            ["None", "Refused", "ConnectFailed"],
            failure => Assert.True(done.GetProperty("failures").TryGetProperty(failure, out _), failure)
        );
    }
}

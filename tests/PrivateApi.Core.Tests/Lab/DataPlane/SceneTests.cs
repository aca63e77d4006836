using System.Text.Json;
using PrivateApi.Calls.Lambda;
using PrivateApi.Lab.Hosting;
using PrivateApi.Tests.Peers;

namespace PrivateApi.Tests.Lab.DataPlane;

public sealed class SceneTests
{
    [Fact]
    public async Task Boto3_goes_from_an_empty_VPC_to_the_pets_and_through_every_refusal_and_the_AWS_CLI_gets_them_too()
    {
        using EmbeddedAws lab = new();
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            string zip = Path.Combine(folder, "probe.zip");
            await File.WriteAllBytesAsync(zip, ProbePackage.CreateZip(), TestContext.Current.CancellationToken);
            JsonElement answer = await Peer.BotoAsync("scene.py", lab.Listen(), zip, ProbePackage.Handler);

            string payload = Path.Combine(folder, "event.json");
            string result = Path.Combine(folder, "result.json");
            await File.WriteAllTextAsync(
                payload,
                JsonSerializer.Serialize(new { url = answer.GetProperty("url").GetString() }),
                TestContext.Current.CancellationToken
            );
            (int exit, _, string error) = await Peer.AwsCliAsync(
                lab.Listen(),
                "lambda",
                "invoke",
                "--function-name",
                "probe",
                "--payload",
                "fileb://" + payload,
                result
            );
            Assert.True(exit == 0, error);
            JsonElement called = JsonDocument.Parse(await File.ReadAllTextAsync(result, TestContext.Current.CancellationToken)).RootElement;
            Assert.Equal(200, called.GetProperty("status").GetInt32());
            Assert.Contains(
                "fish",
                System.Text.Encoding.UTF8.GetString(called.GetProperty("body").GetBytesFromBase64()),
                StringComparison.Ordinal
            );
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}

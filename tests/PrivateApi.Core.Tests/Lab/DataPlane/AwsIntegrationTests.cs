using PrivateApi.Calls.Lambda;
using PrivateApi.Lab;
using PrivateApi.Lab.Hosting;
using PrivateApi.Tests.Peers;

namespace PrivateApi.Tests.Lab.DataPlane;

public sealed class AwsIntegrationTests
{
    [Fact]
    public async Task An_api_calls_sts_ssm_and_the_probe_as_its_role_and_says_what_it_cannot_call()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("privateapi-actions");
        try
        {
            string zip = Path.Combine(folder.FullName, "probe.zip");
            await File.WriteAllBytesAsync(zip, ProbePackage.CreateZip(), TestContext.Current.CancellationToken);
            using EmbeddedAws lab = new(
                new LabOptions
                {
                    EnforceIam = true,
                    RoleTime = TimeSpan.FromMilliseconds(1),
                    PendingTime = TimeSpan.FromMilliseconds(1),
                }
            );
            await Peer.BotoAsync("aws_integrations.py", lab.Listen(), zip, ProbePackage.Handler);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}

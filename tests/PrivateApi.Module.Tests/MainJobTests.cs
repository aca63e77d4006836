using System.Management.Automation;

namespace PrivateApi.Tests;

/// <summary>The main job, as the product describes it, on the lab.</summary>
public sealed class MainJobTests
{
    [Fact]
    public void One_pipeline_leads_from_nothing_to_the_pets()
    {
        using ModuleSession session = new();
        session.Run("$null = Start-PrivateApiLab -Region eu-west-1");
        PSObject answer = Assert.Single(
            session.Run(
                """
                New-PrivateApiNetwork -Name PrivateAPIDemo |
                    New-PrivateApiEndpoint |
                    New-PrivateApi -Name PetStore -Sample PetStore -StageName demo |
                    Invoke-PrivateApi -Path /pets -Via Lambda
                """
            )
        );
        Assert.Equal(200, answer.Properties["StatusCode"].Value);

        // domain: GET /pets of AWS's example API.
        object[] pets = [.. (IEnumerable<object>)answer.Properties["Body"].Value];
        Assert.Equal(["dog", "cat", "fish"], pets.Select(pet => PSObject.AsPSObject(pet).Properties["type"].Value));
    }

    [Fact]
    public async Task The_quickstart_runs_from_the_pets_over_403_to_nothing_left()
    {
        PwshRun run = await PwshProcess.RunAsync("-File", Path.Combine("examples", "quickstart.ps1"));
        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        Assert.Contains("\"dog\"", run.Output, StringComparison.Ordinal);
        Assert.Contains("NameNotResolved", run.Output, StringComparison.Ordinal);
        Assert.Contains("403", run.Output, StringComparison.Ordinal);
        Assert.Contains("==> Done", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void After_the_clean_up_the_account_is_as_it_was()
    {
        using ModuleSession session = new();
        session.Run("$null = Start-PrivateApiLab -Region eu-west-1");
        session.Run(
            """
            $network = New-PrivateApiNetwork -Name Demo
            $api = $network | New-PrivateApiEndpoint | New-PrivateApi -Name PetStore -Sample PetStore -StageName demo
            $null = $api | Invoke-PrivateApi -Path /pets -Via Lambda
            $api | Remove-PrivateApi -Force
            Get-PrivateApiEndpoint | Remove-PrivateApiEndpoint -Force
            $network | Remove-PrivateApiNetwork -Force
            """
        );
        Assert.Empty(session.Run("Get-PrivateApi; Get-PrivateApiEndpoint; Get-PrivateApiNetwork"));
    }
}

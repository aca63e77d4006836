using System.Management.Automation;

namespace PrivateApi.Tests;

public sealed class LabCommandTests
{
    [Fact]
    public void Start_makes_the_lab_the_default_and_Stop_undoes_it()
    {
        using ModuleSession session = new();
        PSObject lab = Assert.Single(session.Run("Start-PrivateApiLab -Region eu-west-1"));
        Assert.Equal("eu-west-1", lab.Properties["Region"].Value);
        Assert.Equal(true, Assert.Single(session.Run("Get-PrivateApiLab")).Properties["IsDefault"].Value);
        session.Run("Stop-PrivateApiLab");
        Assert.Empty(session.Run("Get-PrivateApiLab"));
    }
}

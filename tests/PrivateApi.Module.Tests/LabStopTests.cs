using System.Text;

namespace PrivateApi.Tests;

/// <summary>A lab ends with whatever it belongs to: the module, the session, the process.</summary>
public sealed class LabStopTests
{
    // Tells these labs from those of other tests, one of which may get the port of one that stopped.
    private const string Account = "555500001111";

    [Fact]
    public void Remove_Module_stops_the_labs_of_the_session_and_no_others()
    {
        using ModuleSession session = new();
        using ModuleSession other = new();
        Uri[] mine = Start(session, "Start-PrivateApiLab; Start-PrivateApiLab -NoDefault");
        Uri theirs = Assert.Single(Start(other, "Start-PrivateApiLab"));
        session.Run("Remove-Module PrivateApi");
        Assert.All(mine, url => Assert.False(Answers(url)));
        Assert.True(Answers(theirs));

        // Imported again, the module knows no lab, rather than a dead one as its default.
        session.Run($"Import-Module '{ModuleSession.StagedModule}PrivateApi.psd1'");
        Assert.Empty(session.Run("Get-PrivateApiLab"));
        Assert.Equal(false, Assert.Single(session.Run("$null -ne $global:PrivateApiLab")).BaseObject);
        Assert.True(Answers(Assert.Single(Start(session, "Start-PrivateApiLab"))));
    }

    [Fact]
    public void A_session_that_ends_takes_its_labs_with_it()
    {
        using ModuleSession session = new();
        Uri url = Assert.Single(Start(session, "Start-PrivateApiLab -NoDefault"));
        Assert.True(Answers(url));
        session.Close();
        Assert.False(Answers(url));
    }

    [Fact]
    public void WhatIf_as_a_preference_does_not_keep_the_labs_of_a_removed_module()
    {
        using ModuleSession session = new();
        Uri url = Assert.Single(Start(session, "Start-PrivateApiLab"));
        session.Run("$global:WhatIfPreference = $true; Remove-Module PrivateApi -WhatIf:$false; $global:WhatIfPreference = $false");
        Assert.False(Answers(url));
    }

    private static Uri[] Start(ModuleSession session, string script)
    {
        string defaults = $"$PSDefaultParameterValues = @{{ 'Start-PrivateApiLab:AccountId' = '{Account}' }}";
        return
        [
            .. session
                .Run($"{defaults}; & {{ {script} }} | ForEach-Object {{ $_.EndpointUrl.AbsoluteUri }}")
                .Select(url => new Uri(url.ToString())),
        ];
    }

    private static bool Answers(Uri url)
    {
        using HttpClient client = new();
        using HttpRequestMessage request = new(HttpMethod.Post, url);
        request.Content = new StringContent("Action=GetCallerIdentity", Encoding.UTF8, "application/x-www-form-urlencoded");
        request.Headers.TryAddWithoutValidation(
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=lab/20260101/eu-west-1/sts/aws4_request, SignedHeaders=host, Signature=0"
        );
        try
        {
            using HttpResponseMessage answer = client.Send(request, TestContext.Current.CancellationToken);
            using StreamReader reader = new(answer.Content.ReadAsStream(TestContext.Current.CancellationToken));
            return reader.ReadToEnd().Contains(Account, StringComparison.Ordinal);
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}

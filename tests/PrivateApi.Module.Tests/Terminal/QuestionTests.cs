using System.Management.Automation;
using System.Text.Json.Nodes;

namespace PrivateApi.Tests.Terminal;

/// <summary>What is asked, announced and offered about things with hostile names.</summary>
public sealed class QuestionTests
{
    [Fact]
    public void A_question_and_what_WhatIf_says_are_harmless_to_look_at()
    {
        AnsweringHost host = new("No");
        using ModuleSession session = new(host);
        session.Run("$null = Start-PrivateApiLab -Region eu-west-1; $endpoint = New-PrivateApiNetwork plain | New-PrivateApiEndpoint");
        foreach (string text in RunnerReading.Hostile)
        {
            session.Set("text", text);
            session.Set("id", Foreign(session, text));
            session.Run("$api = Get-PrivateApi -RestApiId $id");
            int asked = host.Asked.Count,
                written = host.Written.Length;
            ScriptResult result = session.Invoke(
                """
                New-PrivateApiNetwork $text -CidrBlock 10.9.0.0/16 -Confirm
                New-PrivateApiNetwork $text -CidrBlock 10.9.0.0/16 -WhatIf
                New-PrivateApi "$text 2" -Sample PetStore -StageName demo -VpcEndpointId $endpoint.VpcEndpointId -Confirm
                New-PrivateApi "$text 2" -Sample PetStore -StageName demo -VpcEndpointId $endpoint.VpcEndpointId -WhatIf
                $api | Publish-PrivateApi -StageName demo -Confirm
                $api | Publish-PrivateApi -StageName demo -WhatIf
                $api | Set-PrivateApi -StageName $text -VpcEndpointId vpce-0123456789abcdef0 -WhatIf
                $api | Set-PrivateApiPolicy -SourceVpce $endpoint.VpcEndpointId -Confirm
                $api | Invoke-PrivateApi -StageName demo -Path "/$text" -WhatIf
                $api | Remove-PrivateApi
                $api | Remove-PrivateApi -WhatIf
                """
            );
            Assert.True(host.Asked.Count - asked >= 2, $"Nobody was asked: {string.Join(Environment.NewLine, result.Errors)}");
            Assert.NotEqual(written, host.Written.Length);
            IEnumerable<string> errors = result.Errors.Select(error => $"{error}\n{error.CategoryInfo}");
            Assert.All([.. host.Asked, host.Written, .. result.Warnings, .. errors], shown => Assert.Null(RunnerReading.Harm(shown)));
        }
    }

    [Fact]
    public void The_question_for_an_MFA_code_is_harmless_to_look_at()
    {
        AnsweringHost host = new("No");
        using ModuleSession session = new(host);
        string file = Path.GetTempFileName();
        File.WriteAllText(
            file,
            $"""
            [work]
            aws_access_key_id = AKIDEXAMPLE
            aws_secret_access_key = hidden
            [admin]
            role_arn = arn:aws:iam::111122223333:role/admin
            source_profile = work
            mfa_serial = {"\u001b[2J##vso[task.complete]\u202e"}
            region = eu-west-1
            """
        );
        session.Invoke($"try {{ Get-PrivateApi -ProfileLocation '{file}' -ProfileName admin }} catch {{ }}");
        File.Delete(file);
        Assert.Equal(@"Code of MFA device \u001b[2J\u0023#vso[task.complete]\u202e: ", host.Written);
    }

    [Fact]
    public void A_completion_is_harmless_to_look_at_and_stands_for_the_name_as_it_is()
    {
        using ModuleSession session = new();
        foreach (string text in RunnerReading.Hostile)
        {
            // A lab of its own for each, since completion keeps what it read for a while.
            session.Run("Stop-PrivateApiLab; $null = Start-PrivateApiLab -Region eu-west-1");
            Foreign(session, text);
            string stored = session.Run("(Get-PrivateApi).Name")[0].ToString()!;
            CompletionResult name = Assert.Single(session.Complete("Get-PrivateApi -Name "));
            Assert.Null(RunnerReading.Harm($"{name.CompletionText}\n{name.ListItemText}\n{name.ToolTip}"));
            Assert.Equal(stored, WildcardPattern.Unescape(session.Run($"& {{ param($name) $name }} {name.CompletionText}")[0].ToString()!));
        }
    }

    // Made by others, who may name their APIs as they like.
    private static string Foreign(ModuleSession session, string name)
    {
        using LabWire wire = new(session);
        JsonObject api = new()
        {
            ["name"] = name,
            ["description"] = name,
            ["endpointConfiguration"] = new JsonObject { ["types"] = new JsonArray("PRIVATE") },
        };
        return (string)JsonNode.Parse(wire.Send("apigateway", "POST", "/restapis", api.ToJsonString()))!["id"]!;
    }
}

using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PrivateApi.Diagnosis.Collection;
using PrivateApi.Facts;
using PrivateApi.Provisioning.EndpointPlans;
using PrivateApi.Reachability;
using PrivateApi.Tests.Reachability;

namespace PrivateApi.Tests.Fuzz;

/// <summary>Texts that AWS hands on as it got them: exports of stages, policies of endpoints.</summary>
public sealed class ExportFuzzTests
{
    private static readonly Scene Open = Scene.Open();

    private static readonly JsonNode Export = JsonNode.Parse(
        """
        {"openapi":"3.0.1","info":{"title":"T","version":"1"},"x-amazon-apigateway-policy":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"arn:aws:execute-api:eu-west-1:123456789012:abc123def4/*"}]},
         "paths":{"/pets":{"get":{"security":[{"api_key":[]},{"sigv4":[]}],"x-amazon-apigateway-auth":{"type":"AWS_IAM"},"x-amazon-apigateway-integration":{"type":"aws_proxy","uri":"arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:${stageVariables.f}/invocations","credentials":"arn:aws:iam::123456789012:role/r"}},
           "options":{"x-amazon-apigateway-integration":{"type":"http_proxy","connectionType":"VPC_LINK","connectionId":"${stageVariables.link}","uri":"http://x.example/"}}},"/pets/{petId+}":{"x-amazon-apigateway-any-method":{"security":[{"lambda":[]}]}}},
         "components":{"securitySchemes":{"api_key":{"type":"apiKey","name":"x-api-key","in":"header"},"sigv4":{"type":"apiKey","name":"Authorization","in":"header","x-amazon-apigateway-authtype":"awsSigv4"},"lambda":{"type":"apiKey","name":"Authorization","in":"header","x-amazon-apigateway-authtype":"custom","x-amazon-apigateway-authorizer":{"type":"request"}}}}}
        """
    )!;

    private static readonly JsonNode Policy = JsonNode.Parse(Scene.OnlyThroughEndpoint)!;

    [Fact]
    public void A_damaged_export_is_judged_or_no_export() =>
        FuzzRun.Each(
            random => JsonMutation.Of(Export, random),
            text =>
            {
                StageFact stage;
                try
                {
                    stage = ExportReader.Read(Open.Snapshot.Apis[0].Stages[0], text);
                }
                catch (JsonException)
                {
                    // The collector reads the resources then.
                    return;
                }

                Assert.All(stage.Methods, method => Assert.NotNull(method.Verb));
                Assert.NotNull(PathEngine.Judge(Open.WithStage(_ => stage).Snapshot, Open.Call));
            }
        );

    [Fact]
    public void A_damaged_policy_of_an_endpoint_is_sent_or_refused_and_compared() =>
        FuzzRun.Each(
            random => Encoding.UTF8.GetString(JsonMutation.Of(Policy, random)),
            text =>
            {
                string? sent = null;
                if (!FuzzRun.Refused(() => sent = EndpointPolicy.Compact(text), "InvalidPolicy"))
                {
                    Assert.True(EndpointPolicy.AreSame(sent, text));
                }

                EndpointPolicy.AreSame(text, Scene.OnlyThroughEndpoint);
            }
        );
}

using System.Text;
using System.Text.Json.Nodes;
using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.DataPlane;

/// <summary>Writes API Gateway's answers, with the headers that all of them have.</summary>
internal static class GatewayAnswer
{
    /// <summary>The lab's remark on an answer that it had to decide itself.</summary>
    public const string NoteHeader = "x-privateapi-lab-note";

    public static LabResponse Stamp(GatewayCall call, LabResponse response)
    {
        response.Headers["x-amzn-RequestId"] = call.RequestId;
        response.Headers["x-amz-apigw-id"] = call.ExtendedRequestId;
        call.Log.Write(call, response.Status);
        return response;
    }

    /// <summary>One of API Gateway's own answers; the API's gateway responses may have changed it.</summary>
    public static LabResponse ForFault(GatewayCall call, GatewayFault fault)
    {
        call.Fault = fault;
        if (fault.ContentType is { } contentType)
        {
            LabResponse own = LabResponse.Text(fault.Status, fault.Body ?? string.Empty, contentType);
            if (fault.WafAction is { } action)
            {
                own.Headers["x-amzn-waf-action"] = action;
            }

            return Stamp(call, own);
        }

        JsonObject? custom = Customisation(call, fault);
        int status = int.TryParse((string?)custom?["statusCode"], out int changed) ? changed : fault.Status;
        LabResponse response = LabResponse.Json(status, fault.Body ?? GatewayBody.Message("message", fault.Message));
        if (custom?["responseTemplates"] is JsonObject { Count: > 0 } templates)
        {
            (string type, JsonNode? template) = templates.FirstOrDefault(pair => pair.Key == "application/json") is { Key: not null } json
                ? json
                : templates.First();
            TemplateScope scope = new(call, string.Empty) { Error = fault };
            response = new LabResponse(
                status,
                Encoding.UTF8.GetBytes(MappingTemplate.Render((string?)template ?? string.Empty, scope)),
                type
            );
        }

        response.Headers["x-amzn-ErrorType"] = fault.ErrorType;
        foreach ((string name, JsonNode? value) in custom?["responseParameters"] as JsonObject ?? [])
        {
            const string prefix = "gatewayresponse.header.";
            if (
                name.StartsWith(prefix, StringComparison.Ordinal)
                && ParameterMapping.Value(call, (string?)value ?? string.Empty, null) is { } text
            )
            {
                response.Headers[name[prefix.Length..]] = text;
            }
        }

        if (fault.LabNote is { } note)
        {
            response.Headers[NoteHeader] = note;
        }

        return Stamp(call, response);
    }

    private static JsonObject? Customisation(GatewayCall call, GatewayFault fault)
    {
        if (fault.ResponseType is null || call.Deployment?.Definition.GatewayResponses is not { } responses)
        {
            return null;
        }

        return responses.GetValueOrDefault(fault.ResponseType)
            ?? responses.GetValueOrDefault(fault.Status < 500 ? "DEFAULT_4XX" : "DEFAULT_5XX");
    }
}

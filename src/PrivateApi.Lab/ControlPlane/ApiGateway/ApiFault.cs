namespace PrivateApi.Lab.ControlPlane.ApiGateway;

/// <summary>API Gateway's refusals. The texts are those that the service was recorded to return.</summary>
internal static class ApiFault
{
    public static AwsFault BadRequest(string message) => new(400, "BadRequestException", message);

    public static AwsFault NotFound(string message) => new(404, "NotFoundException", message);

    public static AwsFault Conflict(string message) => new(409, "ConflictException", message);

    /// <summary>A value outside the model's constraints, for instance an unknown member of an enumeration.</summary>
    public static AwsFault Validation(IReadOnlyList<string> errors) =>
        new(
            400,
            "ValidationException",
            $"{errors.Count} validation error{(errors.Count == 1 ? string.Empty : "s")} detected: {string.Join("; ", errors)}"
        );

    public static string NotInEnum(string value, string place, IEnumerable<string> values) =>
        $"Value '{value}' at '{place}' failed to satisfy constraint: Member must satisfy enum value set: [{string.Join(", ", values)}]";

    public static AwsFault UnknownApi(ApiCall call, string id) =>
        NotFound($"Invalid API identifier specified {call.Service.AccountId}:{id}");

    public static AwsFault UnknownStage() => NotFound("Invalid stage identifier specified");

    public static AwsFault UnknownDeployment() => NotFound("Invalid Deployment identifier specified");

    public static AwsFault UpdateInProgress() =>
        BadRequest("There is already an update in progress. Please wait until the current update finishes before making another request.");

    /// <summary>The body is not what the protocol requires.</summary>
    public static AwsFault Serialization(string message) => new(400, "SerializationException", message);
}
